"""Addresses of campaigns and of the log of education."""

from django.urls import path

from credit_portal.campaigns.views import campaigns, duties, education

app_name = "campaigns"
CAMPAIGNS, TALKS = "desk/campaigns/", "desk/education/"
urlpatterns = [
    path(CAMPAIGNS, campaigns.campaign_list, name="list"),
    path(f"{CAMPAIGNS}new/", campaigns.campaign_new, name="new"),
    path(f"{CAMPAIGNS}<int:pk>/domains/", campaigns.domains, name="domains"),
    path(f"{CAMPAIGNS}<int:pk>/export/", campaigns.export_campaign, name="export"),
    path(f"{CAMPAIGNS}duties/<int:pk>/", duties.duty, name="duty"),
    path(f"{CAMPAIGNS}duties/<int:pk>/submit/", duties.submit, name="submit"),
    path(f"{CAMPAIGNS}duties/<int:pk>/accept/", duties.accept, name="accept"),
    path(f"{CAMPAIGNS}duties/<int:pk>/return/", duties.send_back, name="send_back"),
    path(f"{CAMPAIGNS}duties/<int:pk>/files/<int:file_pk>/", duties.duty_file, name="file"),
    path(TALKS, education.talks, name="talks"),
    path(f"{TALKS}new/", education.talk_new, name="talk_new"),
    path(f"{TALKS}export/", education.export_talks, name="talks_export"),
]
