from core.links import PersonalLink
from core.nonce import new_nonce

WELCOME = PersonalLink(salt="a", url_name="network:welcome")
OTHER = PersonalLink(salt="b", url_name="network:welcome")


def test_a_token_leads_back_to_its_nonce_and_opens_nothing_else():
    nonce = new_nonce()
    token = WELCOME.token(nonce)

    assert WELCOME.nonce(token) == nonce
    assert OTHER.nonce(token) is None
    assert [WELCOME.nonce(bent) for bent in (token[:-1], nonce, "", f"x{token}")] == [None] * 4


def test_the_address_is_whole_and_keeps_its_token(settings):
    settings.SITE_URL = "https://network.example"
    token = WELCOME.token("nonce")

    assert WELCOME.address("nonce") == f"https://network.example/welcome/{token}/"
