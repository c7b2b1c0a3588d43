"""Addresses of the desk, all under /desk/."""

from __future__ import annotations

from django.urls import path

from banli.desk import calendars, ledger, sign_in, today
from banli.desk.assessment import pages as assessment
from banli.desk.assessment import scores
from banli.desk.authorities import pages as authorities
from banli.desk.cases import correct, materials, page
from banli.desk.cases import list as cases
from banli.desk.cases.acts import submit as acts
from banli.desk.certificates import pages as certificates
from banli.desk.circulars import pages as circulars
from banli.desk.consultations import pages as consultations
from banli.desk.counter import bundle as counter_bundle
from banli.desk.counter import pages as counter
from banli.desk.credit import decision
from banli.desk.credit import pages as credit
from banli.desk.disclosure import comments
from banli.desk.disclosure import pages as disclosure
from banli.desk.enforcement import draw, party
from banli.desk.enforcement import pages as enforcement
from banli.desk.entry import pages as entry
from banli.desk.experts import panel, pool
from banli.desk.exports import pages as exports
from banli.desk.figures import beside, figure, indicators
from banli.desk.hall import activity, demands, fieldwork, findings, grades, matters, outings, patrol, week
from banli.desk.identity import companies
from banli.desk.identity import pages as identity
from banli.desk.items import pages as items
from banli.desk.kit import papers
from banli.desk.messages import pages as messages
from banli.desk.offline import devices as offline_devices
from banli.desk.offline import entries as offline_entries
from banli.desk.offline import numbers as offline_numbers
from banli.desk.offline import pages as offline
from banli.desk.overview import page as overview
from banli.desk.people import pages as people
from banli.desk.projects import pages as projects
from banli.desk.queue import appointments as queue_appointments
from banli.desk.queue import pages as queue
from banli.desk.queue.booking import appointment_book
from banli.desk.ratings import pages as ratings
from banli.desk.roads import pages as roadside
from banli.desk.roster import attendance as roster_attendance
from banli.desk.roster import badges as roster_badges
from banli.desk.roster import cover as roster_cover
from banli.desk.roster import leave as roster_leave
from banli.desk.roster import week as roster
from banli.desk.suggestions import lists as suggestion_lists
from banli.desk.suggestions import pages as suggestions
from banli.desk.suggestions import record as suggestion_record
from banli.desk.supervision import lights, signals
from banli.desk.trading import beside as trading_beside
from banli.desk.trading import pages as trading_pages
from banli.desk.weekly import dictionary as weekly_dictionary
from banli.desk.weekly import edition, exhibits, issue, returned, windows, word

app_name = "desk"
urlpatterns = [
    path("", today.today, name="today"),
    path("overview/", overview.overview, name="overview"),
    path("sign-in/", sign_in.SignIn.as_view(), name="sign_in"),
    path("sign-out/", sign_in.SignOut.as_view(), name="sign_out"),
    path("offline/", offline.page, name="offline"),
    path("offline/worker.js", offline.worker, name="offline_worker"),
    path("offline/me/", offline.me, name="offline_me"),
    path("offline/kit/", offline.kit, name="offline_kit"),
    path("offline/devices/", offline.set_up, name="offline_device"),
    path("offline/entries/", offline_entries.entries, name="offline_entries"),
    path("offline/numbers/", offline_numbers.numbers, name="offline_numbers"),
    path("offline/struck/", offline_devices.struck, name="offline_struck"),
    path("devices/", offline_devices.devices, name="devices"),
    path("devices/<uuid:device>/strike-off/", offline_devices.strike_off, name="device_strike_off"),
    path("identity/", identity.identity, name="identity"),
    path("identity/company/", companies.company, name="identity_company"),
    path("messages/", messages.all_messages, name="messages"),
    path("messages/<uuid:key>/", messages.message, name="message"),
    path("messages/<uuid:key>/look/", messages.look, name="message_look"),
    path("messages/<uuid:key>/send-again/", messages.send_again, name="message_resend"),
    path("people/", people.people, name="people"),
    path("people/new/", people.new, name="person_new"),
    path("people/<int:key>/", people.person, name="person"),
    path("people/<int:key>/<slug:name>/", people.act, name="person_act"),
    path("looks/", people.all_looks, name="looks"),
    path("sign-ins/", people.all_sign_ins, name="sign_ins"),
    path("calendars/", calendars.calendars, name="calendars"),
    path("counter/", counter.counter, name="counter"),
    path("counter/bundles/<slug:slug>/", counter_bundle.new_bundle, name="bundle_new"),
    path("counter/bundles/<slug:slug>/<uuid:draft_id>/", counter_bundle.bundle_form, name="bundle_form"),
    path(
        "counter/bundles/<slug:slug>/<uuid:draft_id>/materials/<slug:key>/",
        counter_bundle.bundle_material,
        name="bundle_material",
    ),
    path("counter/matters/<str:number>/", counter_bundle.matter, name="matter"),
    path("counter/<slug:slug>/", counter.new, name="counter_new"),
    path("counter/<slug:slug>/<uuid:draft_id>/", counter.form, name="counter_form"),
    path("counter/<slug:slug>/<uuid:draft_id>/shape/", counter.shape, name="counter_shape"),
    path(
        "counter/<slug:slug>/<uuid:draft_id>/materials/<slug:key>/",
        counter.material,
        name="counter_material",
    ),
    path("cases/", cases.cases, name="cases"),
    path("cases/<str:number>/", page.case, name="case"),
    path("cases/<str:number>/correct/", correct.correct, name="case_correct"),
    path("cases/<str:number>/files/<slug:key>/", materials.files, name="case_files"),
    path("cases/<str:number>/acts/<slug:name>/", acts.act, name="case_act"),
    path("cases/<str:number>/notes/<str:mark>/", acts.note, name="case_note"),
    path("cases/<str:number>/materials/<int:material>/", papers.material, name="case_material"),
    path(
        "cases/<str:number>/materials/<int:material>/pages/<int:page>.png",
        papers.material_page,
        name="case_material_page",
    ),
    path("cases/<str:number>/notices/<int:notice>.pdf", papers.notice, name="case_notice"),
    path("cases/<str:number>/decision.pdf", papers.decision, name="case_decision"),
    path("cases/<str:number>/certificate.pdf", papers.certificate, name="case_certificate"),
    path("cases/<str:number>/answer.pdf", papers.answer, name="case_answer"),
    path("cases/<str:number>/papers/complete/", papers.complete, name="case_complete"),
    path("cases/<str:number>/look/", page.look, name="case_look"),
    path("cases/<str:number>/receipt/", papers.receipt, name="case_receipt"),
    path("enforcement/", enforcement.enforcement, name="enforcement"),
    path("enforcement/new/<slug:slug>/draw/", draw.draw, name="enforcement_draw"),
    path("enforcement/new/<slug:slug>/<slug:name>/", enforcement.new, name="enforcement_new"),
    path("enforcement/<str:number>/", enforcement.case, name="enforcement_case"),
    path("enforcement/<str:number>/slip/", party.slip, name="enforcement_slip"),
    path("enforcement/<str:number>/files/<int:pk>/", party.document, name="enforcement_file"),
    path("enforcement/<str:number>/<slug:name>/", enforcement.act, name="enforcement_act"),
    path("cases/<str:number>/panel/new/", panel.new, name="panel_new"),
    path("cases/<str:number>/consultation/new/", consultations.new, name="consultation_new"),
    path("consultations/", consultations.consultations, name="consultations"),
    path("consultations/<slug:public_id>/", consultations.consultation, name="consultation"),
    path("consultations/<slug:public_id>/minutes/", consultations.minutes, name="consultation_minutes"),
    path("consultations/<slug:public_id>/<slug:name>/", consultations.act, name="consultation_act"),
    path("panels/<slug:public_id>/", panel.panel, name="panel"),
    path("panels/<slug:public_id>/<slug:name>/", panel.act, name="panel_act"),
    path("certificates/", certificates.certificates, name="certificates"),
    path("certificates/<int:key>/", certificates.certificate, name="certificate"),
    path("certificates/<int:key>/paper.pdf", certificates.paper, name="certificate_paper"),
    path("certificates/<int:key>/<slug:name>/", certificates.act, name="certificate_act"),
    path("experts/", pool.pool, name="experts"),
    path("experts/new/", pool.new, name="expert_new"),
    path("experts/<slug:public_id>/", pool.expert, name="expert"),
    path("experts/<slug:public_id>/<slug:name>/", pool.act, name="expert_act"),
    path("credit/", credit.credit, name="credit"),
    path("credit/bans/new/", credit.new_ban, name="ban_new"),
    path("credit/bans/<slug:ban>/lift/", credit.lift_ban, name="ban_lift"),
    path("credit/proposals/<slug:number>/confirm/", decision.confirm_ban, name="proposal_confirm"),
    path("credit/proposals/<slug:number>/dismiss/", decision.dismiss_ban, name="proposal_dismiss"),
    path("credit/proposals/<slug:number>/answer/", decision.note_answer, name="proposal_answer"),
    path("credit/violations/new/", credit.new_violation, name="violation_new"),
    path("credit/<slug:public_id>/", credit.subject, name="credit_subject"),
    path("credit/<slug:public_id>/code/", credit.code, name="credit_code"),
    path("assessment/", assessment.assessment, name="assessment"),
    path("assessment/live/", assessment.live, name="assessment_live"),
    path("assessment/freeze/", assessment.freeze, name="assessment_freeze"),
    path("assessment/note/", assessment.note, name="assessment_note"),
    path("assessment/<slug:public_id>/", assessment.round_, name="assessment_round"),
    path("assessment/<slug:public_id>/publish/", assessment.publish, name="assessment_publish"),
    path("assessment/<slug:public_id>/<slug:unit>/", scores.score, name="assessment_score"),
    path("assessment/<slug:public_id>/<slug:unit>/<slug:name>/", scores.act, name="assessment_act"),
    path("circulars/", circulars.circulars, name="circulars"),
    path("circulars/<slug:form>/", circulars.circular_file, name="circular_file"),
    path("entry/", entry.entry, name="entry"),
    path("entry/check/", entry.check, name="entry_check"),
    path("entry/<slug:rule_set>/switch/", entry.turn, name="entry_switch"),
    path("trading/", trading_pages.projects, name="trading"),
    path("trading/new/", trading_pages.new, name="trading_new"),
    path("trading/rooms/", trading_beside.rooms, name="trading_rooms"),
    path("trading/rooms/new/", trading_beside.new_room, name="trading_room_new"),
    path("trading/rooms/<slug:public_id>/cancel/", trading_beside.cancel_room, name="trading_room_cancel"),
    path("trading/figures/", trading_beside.figures, name="trading_figures"),
    path("trading/<slug:public_id>/", trading_pages.project, name="trading_project"),
    path("trading/<slug:public_id>/draw/", trading_beside.draw, name="trading_draw"),
    path("trading/<slug:public_id>/<slug:name>/", trading_pages.act, name="trading_act"),
    path("roster/", roster.roster, name="roster"),
    path("roster/plan/", roster.plan, name="roster_plan"),
    path("roster/posts/new/", roster.new_post, name="post_new"),
    path("roster/posts/<int:pk>/remove/", roster.remove_post, name="post_remove"),
    path("roster/leave/", roster_leave.all_leaves, name="leaves"),
    path("roster/leave/new/", roster_leave.new_leave, name="leave_new"),
    path("roster/leave/<slug:public_id>/", roster_leave.leave, name="leave"),
    path("roster/leave/<slug:public_id>/<slug:name>/", roster_leave.leave_act, name="leave_act"),
    path("roster/attendance/", roster_attendance.attendance, name="attendance"),
    path("roster/attendance/<int:pk>/", roster_attendance.shift, name="attendance_shift"),
    path("roster/attendance/<int:pk>/<slug:name>/", roster_attendance.shift_act, name="attendance_act"),
    path("roster/pairs/", roster_cover.all_pairs, name="pairs"),
    path("roster/pairs/new/", roster_cover.new_pair, name="pair_new"),
    path("roster/cover/end/", roster_cover.end, name="cover_end"),
    path("roster/cover/<slug:public_id>/begin/", roster_cover.begin, name="cover_begin"),
    path("roster/badges/", roster_badges.badges, name="badges"),
    path("roster/badges/new/", roster_badges.new_badge, name="badge_new"),
    path("roster/badges/<slug:public_id>/<slug:name>/", roster_badges.badge_act, name="badge_act"),
    path("projects/", projects.projects, name="projects"),
    path("projects/new/<slug:kind>/", projects.new, name="project_new"),
    path("projects/plans/<slug:public_id>/", projects.plan, name="project_plan"),
    path("projects/<slug:public_id>/", projects.project, name="project"),
    path("projects/<slug:public_id>/<slug:name>/", projects.act, name="project_act"),
    path("roads/", roadside.roadside, name="roadside"),
    path("roads/network/", roadside.roads, name="roads"),
    path("roads/checks/new/", roadside.new_check, name="roadside_new"),
    path("roads/checks/<slug:public_id>/", roadside.check, name="roadside_check"),
    path("roads/restrictions/new/", roadside.new_restriction, name="restriction_new"),
    path("roads/restrictions/<slug:public_id>/lift/", roadside.lift, name="restriction_lift"),
    path("authorities/", authorities.network, name="authorities"),
    path("authorities/new/", authorities.new, name="authority_new"),
    path("authorities/<slug:public_id>/", authorities.authority, name="authority"),
    path("authorities/<slug:public_id>/record/<slug:what>/", authorities.record, name="authority_record"),
    path("authorities/<slug:public_id>/acts/<slug:name>/", authorities.act, name="authority_act"),
    path("supervision/", lights.supervision, name="supervision"),
    path("supervision/signals/", signals.signals, name="signals"),
    path("supervision/signals/<slug:number>/", signals.signal, name="signal"),
    path("supervision/signals/<slug:number>/<slug:name>/", signals.act, name="signal_act"),
    path("disclosure/", disclosure.disclosure, name="disclosure"),
    path("disclosure/publish/", disclosure.publish, name="disclosure_publish"),
    path("disclosure/comments/", comments.comments, name="comments"),
    path("disclosure/comments/<slug:number>/", comments.comment, name="comment"),
    path("disclosure/comments/<slug:number>/answer/", comments.answer, name="comment_answer"),
    path("disclosure/comments/<slug:number>/files/<uuid:key>/", comments.comment_file, name="comment_file"),
    path("cases/<str:number>/public/", comments.put_up, name="put_up"),
    path("cases/<str:number>/public/change/", comments.put_up_act, name="put_up_act"),
    path("disclosure/<int:key>/", disclosure.publication, name="publication"),
    path("disclosure/<int:key>/<slug:name>/", disclosure.act, name="publication_act"),
    path("queue/", queue.queue, name="queue"),
    path("queue/appointments/", queue_appointments.appointments, name="appointments"),
    path("queue/appointments/<int:pk>/reopen/", queue_appointments.reopen, name="appointment_reopen"),
    path("queue/appointments/book/", appointment_book, name="appointment_book"),
    path("queue/call/", queue.call, name="queue_call"),
    path("queue/ask/", queue.ask, name="queue_ask"),
    path("queue/give/", queue.give, name="queue_give"),
    path("queue/<slug:number>/<slug:name>/", queue.act, name="queue_act"),
    path("suggestions/", suggestion_lists.suggestions, name="suggestions"),
    path("suggestions/new/", suggestion_record.new, name="suggestion_new"),
    path("suggestions/<slug:number>/", suggestions.suggestion, name="suggestion"),
    path("suggestions/<slug:number>/<slug:name>/", suggestions.act, name="suggestion_act"),
    path("ratings/", ratings.ratings, name="ratings"),
    path("ratings/screen/", ratings.second_screen, name="rating_screen"),
    path("ratings/<slug:number>/", ratings.rating, name="rating"),
    path("ratings/<slug:number>/<slug:name>/", ratings.act, name="rating_act"),
    path("weekly/", issue.issues, name="issues"),
    path("weekly/of-record/<slug:topic>/<slug:subject>/", windows.to_line_form, name="line_of_record"),
    path("weekly/start/", issue.start, name="issue_start"),
    path("weekly/search/", edition.search, name="issue_search"),
    path("weekly/dictionary/", weekly_dictionary.dictionary, name="issue_dictionary"),
    path("weekly/dictionary/<int:word>/strike/", weekly_dictionary.strike, name="issue_word_strike"),
    path("weekly/receipts/<int:delivery>/", windows.receipt, name="issue_receipt"),
    path("weekly/<str:week>/", issue.issue, name="issue"),
    path("weekly/<str:week>/changes/", issue.changes, name="issue_changes"),
    path("weekly/<str:week>/versions/", issue.history, name="issue_versions"),
    path("weekly/<str:week>/windows/", issue.windows, name="issue_windows"),
    path("weekly/<str:week>/sending/", issue.sending, name="issue_sending"),
    path("weekly/<str:week>/word/", word.hand_in, name="issue_word"),
    path("weekly/<str:week>/word/draft.docx", returned.draft, name="issue_draft"),
    path("weekly/<str:week>/returned/<int:number>/", returned.comparison, name="issue_returned"),
    path("weekly/<str:week>/word/<int:number>/", word.manuscript, name="issue_manuscript"),
    path("weekly/<str:week>/lines/", windows.own_lines, name="issue_lines"),
    path("weekly/<str:week>/lines/<slug:name>/", windows.own_lines_act, name="issue_lines_act"),
    path("weekly/<str:week>/exhibits/new/", exhibits.new, name="issue_exhibit_new"),
    path("weekly/<str:week>/exhibits/<int:number>/", exhibits.exhibit, name="issue_exhibit"),
    path("weekly/<str:week>/pictures/<slug:digest>", exhibits.picture, name="issue_picture"),
    path("weekly/<str:week>/read/", edition.read, name="issue_read"),
    path("weekly/<str:week>/figures.<str:kind>", edition.figures_file, name="issue_figures"),
    path("weekly/<str:week>/acts/<slug:name>/", issue.act, name="issue_act"),
    path("weekly/<str:week>/weekly.<str:kind>", issue.download, name="issue_file"),
    path("hall/", week.hall, name="hall"),
    path("hall/patrols/new/", patrol.new_patrol, name="patrol_new"),
    path("hall/patrols/<slug:public_id>/", week.patrol, name="patrol"),
    path("hall/patrols/<slug:public_id>/found/<slug:dimension>/", findings.new_finding, name="finding_new"),
    path("hall/photographs/<int:pk>/", findings.photograph_of, name="finding_photograph"),
    path("hall/grades/<slug:monday>/<slug:dimension>/", grades.grade, name="grade"),
    path("hall/patrols/<slug:public_id>/<slug:finding>/<slug:name>/", week.finding_act, name="finding_act"),
    path("hall/visits/", fieldwork.visits, name="visits"),
    path("hall/visits/plan/", demands.new_plan, name="visit_plan_new"),
    path("hall/visits/plan/<slug:public_id>/cancel/", demands.cancel, name="visit_plan_cancel"),
    path("hall/demands/<slug:demand>/", demands.demand, name="demand"),
    path("hall/demands/<slug:demand>/file/", demands.proof_file, name="demand_file"),
    path("hall/demands/<slug:demand>/<slug:name>/", demands.demand_act, name="demand_act"),
    path("hall/visits/new/", fieldwork.new_visit, name="visit_new"),
    path("hall/activities/", fieldwork.activities, name="activities"),
    path("hall/activities/new/<slug:kind>/", fieldwork.new_activity, name="activity_new"),
    path("hall/activities/plan/", outings.new_outing, name="outing_new"),
    path("hall/activities/plan/<slug:public_id>/", outings.outing, name="outing"),
    path("hall/activities/plan/<slug:public_id>/<slug:name>/", outings.outing_act, name="outing_act"),
    path("hall/activities/<slug:public_id>/", activity.activity, name="activity"),
    path("hall/activities/<slug:public_id>/follow-up/", activity.followed_up, name="activity_followed_up"),
    path("hall/activities/<slug:public_id>/do/<slug:name>/", matters.activity_act, name="activity_act"),
    path("hall/matters/<slug:matter>/", matters.matter, name="field_matter"),
    path("hall/matters/<slug:matter>/file/", matters.matter_file, name="field_matter_file"),
    path("hall/matters/<slug:matter>/<slug:name>/", matters.matter_act, name="field_matter_act"),
    path("exports/", exports.exports, name="exports"),
    path("exports/now/", exports.progress, name="exports_now"),
    path("exports/new/", exports.new, name="export_new"),
    path("exports/<uuid:key>/", exports.take, name="export_take"),
    path("figures/", indicators.figures, name="figures"),
    path("figures/beside/", beside.beside, name="figures_beside"),
    path("figures/visits/<int:pk>/", beside.visit, name="figure_visit"),
    path("figures/live/", indicators.live, name="figure_live"),
    path("figures/freeze/", indicators.freeze_one, name="figure_freeze"),
    path("figures/<int:figure_id>/", figure.figure, name="figure"),
    path("figures/<int:figure_id>/compare/", figure.compared, name="figure_compare"),
    path("figures/<int:figure_id>/tell/", figure.tell, name="figure_tell"),
    path("figures/<int:figure_id>/recount/", figure.count_again, name="figure_recount"),
    path("items/", items.items, name="items"),
    path("items/<slug:slug>/", items.item, name="item"),
    path("items/<slug:slug>/acts/<slug:name>/", items.act, name="item_act"),
    path("ledger/", ledger.ledger, name="ledger"),
    path("ledger/verify/", ledger.verify, name="ledger_verify"),
]
