"""Who signs in: User, sign-in, second factor, nothing else.

Noun: User, known by e-mail. A person of the network is another thing (network.Person) and may
exist without an account. Surprising rule: nobody signs up; an account begins with an invitation.
"""
