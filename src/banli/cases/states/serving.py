"""How papers are served, and on which grounds a grant is revoked."""

from __future__ import annotations

from dataclasses import dataclass

from banli.kernel.text import Words


@dataclass(frozen=True)
class Revocation:
    """A ground on which a grant is revoked: what was found, and the article."""

    words: Words
    article: Words

    @property
    def basis(self) -> str:
        """As it stands in the notice."""
        return f"《中华人民共和国行政许可法》{self.article.zh}：{self.words.zh}"


DELIVERY_WAYS = ("window", "post", "online", "left", "published")
"""How a result is handed over (art. 44); ``left`` is 留置送达, ``published`` 公告送达."""
SERVED_AT_DESK = ("window", "post", "email", "left", "published")
"""How an officer serves a notice that starts a clock; ``email`` needs the applicant's agreement."""
OPENED, ANSWERED = "online", "answered"
"""A notice is served as well where the applicant agreed to electronic service or opened it online, and at the latest by
answering it."""
REVOCATIONS: dict[str, Revocation] = {
    "abuse": Revocation(
        Words(zh="滥用职权、玩忽职守作出", en="granted by abuse of office or neglect of duty"),
        Words(zh="第六十九条第一款第一项", en="art. 69(1)1"),
    ),
    "beyond_powers": Revocation(
        Words(zh="超越法定职权作出", en="granted beyond the organ's powers"),
        Words(zh="第六十九条第一款第二项", en="art. 69(1)2"),
    ),
    "against_procedure": Revocation(
        Words(zh="违反法定程序作出", en="granted against the procedure of law"),
        Words(zh="第六十九条第一款第三项", en="art. 69(1)3"),
    ),
    "not_qualified": Revocation(
        Words(
            zh="对不具备资格或者不符合法定条件的申请人准予",
            en="the applicant did not qualify or did not meet the conditions",
        ),
        Words(zh="第六十九条第一款第四项", en="art. 69(1)4"),
    ),
    "other": Revocation(
        Words(zh="依法可以撤销的其他情形", en="another case in which law allows it"),
        Words(zh="第六十九条第一款第五项", en="art. 69(1)5"),
    ),
    "fraud": Revocation(
        Words(zh="以欺骗、贿赂等不正当手段取得", en="obtained by fraud or bribery"),
        Words(zh="第六十九条第二款", en="art. 69(2)"),
    ),
    "promise_broken": Revocation(
        Words(zh="告知承诺不实", en="a declaration was untrue"), Words(zh="第六十九条", en="art. 69")
    ),
}
"""Why a grant, and the certificate on it, is revoked: five grounds of 69(1), fraud of 69(2), an untrue declaration."""
