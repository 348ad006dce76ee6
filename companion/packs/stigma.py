"""Words that hurt, per language, with the word to use instead (after INPUD's and INHSU's language guides)."""

from __future__ import annotations

from collections.abc import Mapping

STIGMATISING: Mapping[str, Mapping[str, str]] = {
    "en": {
        "addict": "person who is dependent on drugs",
        "addicts": "people who are dependent on drugs",
        "addiction": "dependence",
        "drug abuse": "drug use",
        "substance abuse": "drug use",
        "abuser": "person who uses drugs",
        "abusers": "people who use drugs",
        "drug user": "person who uses drugs",
        "drug users": "people who use drugs",
        "drug addict": "person who is dependent on drugs",
        "junkie": "person who uses drugs",
        "junkies": "people who use drugs",
        "drug habit": "drug use",
        "misuse": "use",
        "clean urine": "negative test",
        "dirty urine": "positive test",
        "clean time": "time without use",
        "getting clean": "stopping use",
        "needle exchange addicts": "people who use the needle programme",
        "relapse": "return to use",
        "relapsed": "used again",
    },
    "pt": {
        "toxicodependente": "pessoa com dependência",
        "toxicodependentes": "pessoas com dependência",
        "toxicómano": "pessoa que usa drogas",
        "toxicómanos": "pessoas que usam drogas",
        "drogado": "pessoa que usa drogas",
        "drogados": "pessoas que usam drogas",
        "viciado": "pessoa com dependência",
        "viciados": "pessoas com dependência",
        "abuso de drogas": "uso de drogas",
        "consumidor de drogas": "pessoa que usa drogas",
        "recaída": "voltar a usar",
    },
}
