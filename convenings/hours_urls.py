"""Addresses of contact hours: certificates, transcripts, licence cycles, exports."""

from django.urls import path

from convenings.views import certificate, export, hours

urlpatterns = [
    path("hours/", export.hours_export, name="hours-export"),
    path("hours/contact-hours.csv", export.hours_csv, name="hours-csv"),
    path("hours/layouts/new/", export.layout_new, name="layout-new"),
    path("hours/layouts/<int:pk>/", export.layout_change, name="layout-change"),
    path("hours/layouts/<int:pk>/remove/", export.layout_remove, name="layout-remove"),
    path("convenings/<int:pk>/hours/", hours.of_convening, name="hours"),
    path("my-hours/", hours.my_hours, name="my-hours"),
    path("my-hours/transcript.pdf", hours.transcript_pdf, name="transcript-pdf"),
    path("my-hours/transcript.csv", hours.transcript_csv, name="transcript-csv"),
    path("my-hours/cycles/new/", hours.cycle_new, name="cycle-new"),
    path("my-hours/cycles/<int:pk>/", hours.cycle_change, name="cycle-change"),
    path("my-hours/cycles/<int:pk>/remove/", hours.cycle_remove, name="cycle-remove"),
    path("my-hours/cycles/<int:pk>/restore/", hours.cycle_restore, name="cycle-restore"),
    path("certificates/<str:code>/", certificate.certificate, name="certificate"),
    path("certificates/<int:pk>/certificate.pdf", hours.certificate_pdf, name="certificate-pdf"),
]
