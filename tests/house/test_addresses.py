"""An address leads where Django's own way would lead it, and a name to the same address."""

import re

import pytest
from django.http import HttpResponse
from django.urls import (
    Resolver404,
    URLPattern,
    URLResolver,
    get_resolver,
    include,
    path,
    re_path,
    reverse,
)
from django.urls.resolvers import RegexPattern, RoutePattern

from pindos.config.doors import Doors, doors


def view(request, **given):
    return HttpResponse()


INNER = [
    path("", view, name="start"),
    path("tickets/", view, name="list"),
    path("tickets/<str:number>/", view, name="show"),
    path("<slug:anything>/edit/", view, name="edit"),
    path("tickets/<str:number>/edit/", view, name="late"),
    re_path(r"^old-(?P<year>[0-9]{4})/$", view, name="old"),
]
OTHERS = [
    path("lines", view, name="bare"),
    path("lines", include([path("/a/", view, name="glued")])),
    path("lists/", include([path("", view, name="lists"), path("<int:pk>/", view, name="one")])),
    path("tickets/mine/", view, name="hidden"),
]
PATTERNS = [path("", include((INNER, "inner"))), path("", include(OTHERS))]
ADDRESSES = [
    *("/", "/tickets", "/tickets/", "/tickets/7/", "/tickets/mine/", "/tickets/edit/", "//"),
    *("/tickets/7/edit/", "/tickets//", "/Tickets/", "/x/edit/", "/x/y/edit/", "/nothing/"),
    *("/old-2020/", "/old-20/", "/lines", "/lines/", "/lines/a/", "/lists/", "/lists/3/"),
    "/lists/x/",
]
PLACES = {"int": "7", "slug": "a-b", "uuid": "00000000-0000-4000-8000-000000000000"}


def found(resolver, address):
    try:
        match = resolver.resolve(address)
    except Resolver404:
        return None
    return match.view_name, match.kwargs, match.route, match.namespaces


def under(*patterns):
    return URLResolver(RegexPattern(r"^/"), list(patterns))


@pytest.mark.parametrize("before", ["", "api/"])
@pytest.mark.parametrize("address", ADDRESSES)
def test_the_same_pattern_fits(before, address):
    plain = under(path(before, include(PATTERNS)))
    quick = under(doors(before, PATTERNS))
    for asked in (address, f"/{before}{address[1:]}"):
        assert found(quick, asked) == found(plain, asked)


def plainly(resolver):
    """The same as Django would try it."""
    kept = [plainly(each) if isinstance(each, Doors) else each for each in resolver.url_patterns]
    pattern = RoutePattern(str(resolver.pattern)) if isinstance(resolver, Doors) else None
    return URLResolver(
        pattern or resolver.pattern,
        kept,
        app_name=resolver.app_name,
        namespace=resolver.namespace,
    )


def addresses_in(patterns, before="/"):
    for each in patterns:
        route = before + re.sub(
            r"<(?:(\w+):)?\w+>", lambda place: PLACES.get(place[1], "A-1"), str(each.pattern)
        )
        if isinstance(each, URLPattern):
            yield route
        else:
            yield from addresses_in(each.url_patterns, route)


def test_every_page_of_the_house_is_found_as_before():
    house = get_resolver()
    plain = plainly(house)
    addresses = list(addresses_in(house.url_patterns))
    assert len(addresses) > 400 and any(isinstance(each, Doors) for each in house.url_patterns)
    strays = [each for each in addresses if found(house, each) != found(plain, each)]
    assert not strays
    assert all(found(house, each) for each in addresses)
    assert reverse("servicedesk:ticket-show", args=["A-1"]) == "/tickets/A-1/"
