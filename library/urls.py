"""Addresses of the library."""

from library import catalogue_urls, module_urls

app_name = "library"
urlpatterns = [*module_urls.urlpatterns, *catalogue_urls.urlpatterns]
