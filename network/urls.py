"""Addresses of network."""

from django.urls import path

from network.views import (
    activity,
    directory,
    frameworks,
    import_decisions,
    imports,
    organizations,
    people,
    relations,
    statuses,
    view_as,
)

app_name = "network"
urlpatterns = [
    path("directory/", directory.directory, name="directory"),
    path("directory/list.csv", directory.directory_csv, name="directory-csv"),
    path("directory/<int:pk>/", organizations.organization, name="organization"),
    path(
        "directory/<int:pk>/people/",
        organizations.organization_people,
        name="organization-people",
    ),
    path("directory/<int:pk>/edit/", organizations.organization_edit, name="organization-edit"),
    path("directory/<int:pk>/status/", statuses.organization_status, name="organization-status"),
    path("directory/<int:pk>/align/", relations.align, name="align"),
    path("directory/<int:pk>/support/", relations.support_assign, name="support-assign"),
    path("directory/new/<str:kind>/", organizations.organization_new, name="organization-new"),
    path("directory/statuses/<int:pk>/undo/", statuses.status_undo, name="status-undo"),
    path("directory/alignments/<int:pk>/end/", relations.alignment_end, name="alignment-end"),
    path(
        "directory/alignments/<int:pk>/take-back/",
        relations.alignment_take_back,
        name="alignment-take-back",
    ),
    path("directory/support/<int:pk>/end/", relations.support_end, name="support-end"),
    path("directory/imports/", imports.import_list, name="import-list"),
    path("directory/imports/new/", imports.import_new, name="import-new"),
    path("directory/imports/template.csv", imports.import_template, name="import-template"),
    path("directory/imports/<int:pk>/", imports.import_detail, name="import"),
    path("directory/imports/<int:pk>/columns/", imports.import_columns, name="import-columns"),
    path(
        "directory/imports/<int:pk>/agencies/",
        import_decisions.import_agencies,
        name="import-agencies",
    ),
    path(
        "directory/imports/<int:pk>/reader/",
        import_decisions.import_reader,
        name="import-reader",
    ),
    path(
        "directory/imports/<int:pk>/accept/",
        import_decisions.import_accept,
        name="import-accept",
    ),
    path(
        "directory/imports/<int:pk>/missing/",
        import_decisions.import_missing,
        name="import-missing",
    ),
    path("directory/imports/<int:pk>/write/", imports.import_write, name="import-write"),
    path("directory/imports/<int:pk>/faults.csv", imports.import_faults, name="import-faults"),
    path(
        "directory/imports/<int:pk>/faults.xlsx",
        imports.import_faults_xlsx,
        name="import-faults-xlsx",
    ),
    path("people/<int:pk>/", people.person, name="person"),
    path("framework/", frameworks.framework, name="framework"),
    path("activity/", activity.activity, name="activity"),
    path("activity/list.csv", activity.activity_csv, name="activity-csv"),
    path("view-as/", view_as.view_as_list, name="view-as-list"),
    path("view-as/<int:pk>/", view_as.view_as, name="view-as"),
    path("view-as/stop/", view_as.view_as_stop, name="view-as-stop"),
]
