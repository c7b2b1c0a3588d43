"""The addresses of the public site."""

from __future__ import annotations

from django.urls import path

from banli.portal.views import (
    account,
    again,
    answering,
    applying,
    bans,
    case,
    correcting,
    handing,
    home,
    items,
    own,
    preferences,
    statistics,
    track,
    uploads,
    vehicles,
    verify,
)

app_name = "portal"

urlpatterns = [
    path("", home.home, name="home"),
    path("items/", items.items, name="items"),
    path("items/<slug:slug>/", items.item, name="item"),
    path("items/<slug:slug>/papers/<slug:name>.<slug:kind>", items.paper, name="item_paper"),
    path("items/<slug:slug>/procedure/", items.picture, name="item_picture"),
    path("items/<slug:slug>/procedure.bpmn", items.procedure, name="item_procedure"),
    path("items/<slug:slug>/apply/", applying.apply, name="apply"),
    path("items/<slug:slug>/apply/save/", applying.save, name="apply_save"),
    path("items/<slug:slug>/apply/discard/", applying.discard, name="apply_discard"),
    path("items/<slug:slug>/apply/materials/", uploads.materials, name="apply_materials"),
    path("items/<slug:slug>/apply/materials/<slug:key>/", uploads.upload, name="apply_upload"),
    path("items/<slug:slug>/apply/check/", applying.check, name="apply_check"),
    path("receipt/<str:number>/", case.receipt, name="receipt"),
    path("track/", track.track, name="track"),
    path("track/leave/", track.leave, name="leave"),
    path("track/<str:number>/", case.case, name="case"),
    path("track/<str:number>/correct/", correcting.correct, name="correct"),
    path("track/<str:number>/correct/look/", correcting.look, name="correct_look"),
    path("track/<str:number>/bans/<slug:proposal>/", bans.answer_ban, name="answer_ban"),
    path("track/<str:number>/answer/", answering.answer, name="answer"),
    path("track/<str:number>/hearing/give-up/", answering.give_up, name="give_up_hearing"),
    path("track/<str:number>/files/<slug:key>/", handing.files, name="files"),
    path("track/<str:number>/later/", answering.hand_in_later, name="later"),
    path("track/<str:number>/withdraw/", case.withdraw, name="withdraw"),
    path("track/<str:number>/again/", again.again, name="again"),
    path("track/<str:number>/certificate/", case.certificate, name="certificate"),
    path("track/<str:number>/notices/<int:pk>/", case.notice, name="notice"),
    path("my/vehicles/", vehicles.list_vehicles, name="vehicles"),
    path("my/vehicles/new/", vehicles.new_vehicle, name="vehicle_new"),
    path("my/vehicles/<slug:public_id>/", vehicles.vehicle, name="vehicle"),
    path("my/vehicles/<slug:public_id>/remove/", vehicles.remove_vehicle, name="vehicle_remove"),
    path("my/account/", own.account, name="account"),
    path("my/", track.my_cases, name="my_cases"),
    path("verify/", verify.verify, name="verify"),
    path("verify/<str:code>/", verify.code, name="verify_code"),
    path("statistics/", statistics.statistics, name="statistics"),
    path("preferences/", preferences.preferences, name="preferences"),
    path("login/", account.SignIn.as_view(), name="login"),
    path("logout/", account.SignOut.as_view(), name="logout"),
]
