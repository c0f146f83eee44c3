"""The address plate."""

urlpatterns = []
