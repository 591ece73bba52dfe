"""Addresses of articles."""

from django.urls import path

from credit_portal.articles import views

app_name = "articles"
urlpatterns = [
    path("articles/", views.published_list, name="published_list"),
    path("articles/<int:pk>/", views.published, name="published"),
    path("desk/articles/", views.articles, name="list"),
    path("desk/articles/new/", views.article_new, name="new"),
    path("desk/articles/<int:pk>/", views.article, name="article"),
    path("desk/articles/<int:pk>/edit/", views.article_edit, name="edit"),
    path("desk/articles/<int:pk>/publish/", views.article_publish, name="publish"),
    path("desk/articles/<int:pk>/withdraw/", views.article_withdraw, name="withdraw"),
]
