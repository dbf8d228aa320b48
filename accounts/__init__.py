"""Who signs in: User, sign-in, second factor, nothing else.

Noun: User, known by e-mail. A person of the network is another thing (network.Person) and may
exist without an account. Surprising rule: there is no sign-up form; an account begins with an
invitation, or with an address that somebody types to begin EXPLORE or to apply, and is of use only
to who reads that address.
"""
