"""Addresses of the desk, all under /desk/."""

from __future__ import annotations

from django.urls import path

from banli.desk.views import acts, case, cases, counter, items, ledger, papers, signing, supervision, today

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
    path("items/", items.items, name="items"),
    path("items/<slug:slug>/", items.item, name="item"),
    path("ledger/", ledger.ledger, name="ledger"),
    path("ledger/verify/", ledger.verify, name="ledger_verify"),
]
