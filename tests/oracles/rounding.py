"""Rounding and shares by way of decimals written out, which the product never uses."""

from decimal import ROUND_HALF_UP, Decimal, getcontext

getcontext().prec = 60


def percent(part, whole, places="1"):
    exact = Decimal(part) * 100 / Decimal(whole)
    return exact.quantize(Decimal(places), ROUND_HALF_UP)


def seats(counts, total=100):
    """Hare quota and largest remainders, one seat after the other; the earlier of equals first."""
    whole = sum(counts)
    exact = [Decimal(count) * total / whole for count in counts]
    given = [int(share) for share in exact]
    while sum(given) < total:
        # Compared rounded: quotients that are equal must not differ in their last digit.
        left = [
            round(share, 40) - seat if seat == int(share) else Decimal(-1)
            for share, seat in zip(exact, given, strict=True)
        ]
        given[left.index(max(left))] += 1
    return given
