"""The addresses of the public site."""

from __future__ import annotations

from django.urls import path

from banli.portal import home, signed_files, verify
from banli.portal.account import (
    account,
    by_code,
    by_provider,
    companies,
    contacts,
    passkeys,
    preferences,
    second_factor,
    sign_in,
)
from banli.portal.apply import cosigner, for_whom, renewal, repeat, uploads
from banli.portal.apply import pages as applying
from banli.portal.appointments import pages as appointments
from banli.portal.bundles import apply as bundle_apply
from banli.portal.bundles import guide as bundle_guide
from banli.portal.bundles import matter
from banli.portal.cases import answer, bans, correct, find, materials, own, page, track
from banli.portal.guidance import stages, walks
from banli.portal.items import card, revisions
from banli.portal.items import pages as items
from banli.portal.public import certificates, decisions, entry, hub, publicity, trading, weekly
from banli.portal.queue import pages as queue
from banli.portal.queue import wall
from banli.portal.ratings import pages as ratings
from banli.portal.ratings import values as rating_values
from banli.portal.ratings.activity import rate_activity
from banli.portal.statistics import pages as statistics
from banli.portal.suggestions import pages as suggestions
from banli.portal.vehicles import pages as vehicles

app_name = "portal"

urlpatterns = [
    path("", home.home, name="home"),
    path("items/", items.items, name="items"),
    path("items/<slug:slug>/", items.item, name="item"),
    path("items/<slug:slug>/papers/<slug:name>.<slug:kind>", items.paper, name="item_paper"),
    path("items/<slug:slug>/revisions/", revisions.revisions, name="revisions"),
    path("items/<slug:slug>/card.png", card.card, name="item_card"),
    path("items/<slug:slug>/procedure/", items.picture, name="item_picture"),
    path("items/<slug:slug>/procedure.bpmn", items.procedure, name="item_procedure"),
    path("items/<slug:slug>/apply/", applying.apply, name="apply"),
    path("items/<slug:slug>/apply/for/", for_whom.choose, name="apply_for"),
    path("items/<slug:slug>/apply/save/", applying.save, name="apply_save"),
    path("items/<slug:slug>/apply/discard/", applying.discard, name="apply_discard"),
    path("items/<slug:slug>/apply/materials/", uploads.materials, name="apply_materials"),
    path("items/<slug:slug>/apply/materials/<slug:key>/", uploads.upload, name="apply_upload"),
    path("items/<slug:slug>/apply/check/", applying.check, name="apply_check"),
    path("items/<slug:slug>/apply/second/", cosigner.ask_second, name="apply_second"),
    path("cosign/<uuid:token>/", cosigner.cosign, name="cosign"),
    path("life/", stages.stages, name="stages"),
    path("which/", walks.walks, name="walks"),
    path("which/<slug:slug>/", walks.walk, name="walk"),
    path("bundles/<slug:slug>/", bundle_guide.bundle, name="bundle"),
    path("bundles/<slug:slug>/apply/", bundle_apply.apply, name="bundle_apply"),
    path("bundles/<slug:slug>/apply/for/", bundle_apply.choose, name="bundle_for"),
    path("bundles/<slug:slug>/apply/save/", bundle_apply.save, name="bundle_save"),
    path("bundles/<slug:slug>/apply/materials/", bundle_apply.materials, name="bundle_materials"),
    path("bundles/<slug:slug>/apply/materials/<slug:key>/", bundle_apply.upload, name="bundle_upload"),
    path("bundles/<slug:slug>/apply/check/", bundle_apply.check, name="bundle_check"),
    path("matters/<str:number>/", matter.matter, name="matter"),
    path("appointments/", appointments.appointments, name="appointments"),
    path("appointments/new/<slug:service>/", appointments.new, name="appointment_new"),
    path("appointments/<str:code>/", appointments.appointment, name="appointment"),
    path("appointments/<str:code>/move/", appointments.move, name="appointment_move"),
    path("appointments/<str:code>/appointment.ics", appointments.calendar_file, name="appointment_ics"),
    path("appointments/<str:code>/<slug:name>/", appointments.act, name="appointment_act"),
    path("queue/", queue.queue, name="queue"),
    path("queue/kiosk/", queue.kiosk, name="kiosk"),
    path("queue/kiosk/appointment/", queue.kiosk_appointment, name="kiosk_appointment"),
    path("queue/<str:code>/", queue.ticket, name="ticket"),
    path("queue/<str:code>/now/", queue.ticket_now, name="ticket_now"),
    path("queue/<str:code>/<slug:name>/", queue.ticket_act, name="ticket_act"),
    path("wall/", wall.wall, name="wall"),
    path("wall/now/", wall.wall_now, name="wall_now"),
    path("rate/screen/<str:code>/", ratings.screen, name="rate_screen"),
    path("rate/visited/<str:code>/", rate_activity, name="rate_activity"),
    path("rate/<str:receipt>/<str:code>/", ratings.rate_by_code, name="rate_code"),
    path("suggestions/", suggestions.suggestions, name="suggestions"),
    path("suggestions/mine/", suggestions.find, name="suggestion_find"),
    path("suggestions/new/", suggestions.new, {"kind": "suggestion"}, name="suggestion_new"),
    path("suggestions/not-done/", suggestions.new, {"kind": "obstacle"}, name="obstacle_new"),
    path("suggestions/<str:code>/", suggestions.suggestion, name="suggestion"),
    path("receipt/<str:number>/", page.receipt, name="receipt"),
    path("track/", track.track, name="track"),
    path("track/leave/", track.leave, name="leave"),
    path("track/find/", find.find, name="find"),
    path("track/find/enter/", find.enter, name="find_enter"),
    path("track/opened/", find.opened, name="opened"),
    path("track/opened/claim/", find.claim_opened, name="claim_opened"),
    path("track/<str:number>/", page.case, name="case"),
    path("track/<str:number>/correct/", correct.correct, name="correct"),
    path("track/<str:number>/correct/look/", correct.look, name="correct_look"),
    path("track/<str:number>/bans/<slug:proposal>/", bans.answer_ban, name="answer_ban"),
    path("track/<str:number>/answer/", answer.answer, name="answer"),
    path("track/<str:number>/say/<slug:name>/", own.answer, name="own_answer"),
    path("track/<str:number>/say/<slug:name>/files/", own.files, name="own_files"),
    path("track/<str:number>/said/<int:pk>/", own.document, name="own_document"),
    path("track/<str:number>/hearing/give-up/", answer.give_up, name="give_up_hearing"),
    path("track/<str:number>/files/<slug:key>/", materials.files, name="files"),
    path("track/<str:number>/later/", answer.hand_in_later, name="later"),
    path("track/<str:number>/withdraw/", page.withdraw, name="withdraw"),
    path("track/<str:number>/rate/", ratings.rate_case, name="rate"),
    path("track/<str:number>/again/", repeat.again, name="again"),
    path("track/<str:number>/certificate/", page.certificate, name="certificate"),
    path("track/<str:number>/answer.pdf", page.answer_pdf, name="answer_paper"),
    path("track/<str:number>/notices/<int:pk>/", page.notice, name="notice"),
    path("my/certificates/<str:code>/renew/", renewal.renew, name="renew"),
    path("my/certificates/<str:code>/change/<slug:slug>/", renewal.change, name="change_certificate"),
    path("my/vehicles/", vehicles.list_vehicles, name="vehicles"),
    path("my/vehicles/new/", vehicles.new_vehicle, name="vehicle_new"),
    path("my/vehicles/<slug:public_id>/", vehicles.vehicle, name="vehicle"),
    path("my/vehicles/<slug:public_id>/remove/", vehicles.remove_vehicle, name="vehicle_remove"),
    path("my/companies/", companies.companies, name="companies"),
    path("my/companies/<str:code>/", companies.company, name="company"),
    path("my/authorisations/<int:pk>/accept/", companies.accept, name="company_accept"),
    path("my/authorisations/<int:pk>/end/", companies.end, name="company_end"),
    path("my/authorisations/<int:pk>/paper/", companies.paper, name="company_paper"),
    path("my/claim/", find.claim_one, name="claim"),
    path("my/account/contact/", contacts.contact, name="contact"),
    path("my/account/contact/enter/", contacts.enter_contact, name="contact_enter"),
    path("my/account/close/", contacts.close, name="account_close"),
    path("my/account/second/", second_factor.set_up, name="second_setup"),
    path("my/account/", account.account, name="account"),
    path("my/", track.my_cases, name="my_cases"),
    path("verify/", verify.verify, name="verify"),
    path("verify/file/", signed_files.signed_file, name="signed_file"),
    path("verify/keys/<slug:fingerprint>/", signed_files.signing_certificate, name="signing_certificate"),
    path("verify/<str:code>/", verify.code, name="verify_code"),
    path("public/", hub.public, name="public"),
    path("public/entry/", entry.entry, name="entry"),
    path("public/trading/", trading.tradings, name="tradings"),
    path("public/trading/<slug:public_id>/", trading.trading, name="trading"),
    path("public/publicity/", publicity.publicities, name="publicities"),
    path("public/publicity/<int:key>/", publicity.publicity, name="publicity"),
    path("public/publicity/<int:key>/files/", publicity.upload, name="publicity_upload"),
    path("public/publicity/<int:key>/files/<int:pk>/", publicity.file, name="publicity_file"),
    path("public/weekly/", weekly.issues, name="weekly"),
    path("public/weekly/<str:subject>/", weekly.issue, name="weekly_issue"),
    path("public/weekly/<str:subject>/issue.<slug:kind>", weekly.issue_file, name="weekly_file"),
    path("public/weekly/<str:subject>/pictures/<slug:digest>", weekly.picture, name="weekly_picture"),
    path("public/certificates/", certificates.certificates, name="certificates"),
    path("public/decisions/", decisions.decisions, name="decisions"),
    path("public/decisions/<int:key>/", decisions.decision, name="decision"),
    path("statistics/ratings/", rating_values.values, name="rating_values"),
    path("statistics/", statistics.statistics, name="statistics"),
    path("preferences/", preferences.preferences, name="preferences"),
    path("login/code/", by_code.ask_for_code, name="login_code"),
    path("login/code/enter/", by_code.enter_code, name="code_enter"),
    path("login/provider/", by_provider.to_provider, name="provider"),
    path("login/provider/back/", by_provider.back, name="provider_back"),
    path("login/passkey/", passkeys.sign_in, name="passkey_sign_in"),
    path("login/passkey/options/", passkeys.options, name="passkey_options"),
    path("my/account/passkeys/", passkeys.passkeys, name="passkeys"),
    path("my/account/passkeys/new/", passkeys.new_options, name="passkey_new"),
    path("my/account/passkeys/<int:pk>/remove/", passkeys.remove, name="passkey_remove"),
    path("login/second/", second_factor.second_factor, name="second_factor"),
    path("register/", by_code.new_account, name="register"),
    path("login/", sign_in.SignIn.as_view(), name="login"),
    path("logout/", sign_in.SignOut.as_view(), name="logout"),
]
