"""Addresses of the desk, all under /desk/."""

from __future__ import annotations

from django.urls import path

from banli.desk.views import (
    acts,
    case,
    cases,
    counter,
    fieldwork,
    figures,
    hall,
    items,
    ledger,
    papers,
    patrols,
    signing,
    supervision,
    today,
    weekly,
)

app_name = "desk"
urlpatterns = [
    path("", today.today, name="today"),
    path("sign-in/", signing.SignIn.as_view(), name="sign_in"),
    path("sign-out/", signing.SignOut.as_view(), name="sign_out"),
    path("counter/", counter.counter, name="counter"),
    path("counter/<slug:slug>/", counter.new, name="counter_new"),
    path("counter/<slug:slug>/<uuid:draft_id>/", counter.form, name="counter_form"),
    path("counter/<slug:slug>/<uuid:draft_id>/shape/", counter.shape, name="counter_shape"),
    path("cases/", cases.cases, name="cases"),
    path("cases/<str:number>/", case.case, name="case"),
    path("cases/<str:number>/acts/<slug:name>/", acts.act, name="case_act"),
    path("cases/<str:number>/materials/<int:material>/", papers.material, name="case_material"),
    path("cases/<str:number>/notices/<int:notice>.pdf", papers.notice, name="case_notice"),
    path("cases/<str:number>/decision.pdf", papers.decision, name="case_decision"),
    path("cases/<str:number>/certificate.pdf", papers.certificate, name="case_certificate"),
    path("cases/<str:number>/receipt/", papers.receipt, name="case_receipt"),
    path("supervision/", supervision.supervision, name="supervision"),
    path("weekly/", weekly.issues, name="issues"),
    path("weekly/start/", weekly.start, name="issue_start"),
    path("weekly/<str:week>/", weekly.issue, name="issue"),
    path("weekly/<str:week>/acts/<slug:name>/", weekly.act, name="issue_act"),
    path("weekly/<str:week>/weekly.<str:kind>", weekly.download, name="issue_file"),
    path("hall/", hall.hall, name="hall"),
    path("hall/patrols/new/", patrols.new_patrol, name="patrol_new"),
    path("hall/patrols/<slug:public_id>/", hall.patrol, name="patrol"),
    path("hall/patrols/<slug:public_id>/<slug:finding>/<slug:name>/", hall.finding_act, name="finding_act"),
    path("hall/visits/", fieldwork.visits, name="visits"),
    path("hall/visits/new/", fieldwork.new_visit, name="visit_new"),
    path("hall/activities/", fieldwork.activities, name="activities"),
    path("hall/activities/new/<slug:kind>/", fieldwork.new_activity, name="activity_new"),
    path("hall/activities/<slug:public_id>/", fieldwork.activity, name="activity"),
    path("hall/activities/<slug:public_id>/follow-up/", fieldwork.followed_up, name="activity_followed_up"),
    path("figures/<int:figure_id>/", figures.figure, name="figure"),
    path("figures/<int:figure_id>/recount/", figures.count_again, name="figure_recount"),
    path("items/", items.items, name="items"),
    path("items/<slug:slug>/", items.item, name="item"),
    path("ledger/", ledger.ledger, name="ledger"),
    path("ledger/verify/", ledger.verify, name="ledger_verify"),
]
