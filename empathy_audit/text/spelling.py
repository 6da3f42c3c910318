"""One word, many spellings: contractions, irregular forms, British and American, and words that a stemmer confuses.

Closed-class tables, not vocabulary to taste: a pack never needs to change them. Snowball alone leaves `felt` and `feel`
apart and merges `business` with `busy`; these tables correct that (the merges were found by stemming a word list).
"""

from __future__ import annotations

import re

FILLERS = frozenset("um umm ummm uh uhh uhm er err erm ermm em eh hm".split())
STUTTERED = frozenset("i i'm i've the a an and you we it to my so but is he she they in of that your this was".split())

_CONTRACTED = {
    "can't": "can not", "cannot": "can not", "cant": "can not", "won't": "will not", "wont": "will not",
    "shan't": "shall not", "ain't": "be not", "aint": "be not", "dont": "do not", "doesnt": "does not", "didnt": "did not",
    "isnt": "is not", "arent": "are not", "wasnt": "was not", "werent": "were not", "hasnt": "has not", "havent": "have not",
    "hadnt": "had not", "wouldnt": "would not", "couldnt": "could not", "shouldnt": "should not", "mustnt": "must not",
    "neednt": "need not", "im": "i am", "ive": "i have", "youre": "you are", "youve": "you have", "youll": "you will",
    "theyre": "they are", "theyve": "they have", "theyll": "they will", "weve": "we have", "hes": "he is", "shes": "she is",
    "thats": "that is", "whats": "what is", "theres": "there is", "wheres": "where is", "hows": "how is", "whos": "who is",
    "itll": "it will", "thatll": "that will", "gonna": "going to", "gunna": "going to", "wanna": "want to", "gotta": "got to",
    "lemme": "let me", "gimme": "give me", "dunno": "do not know", "let's": "let us", "lets": "let us", "y'all": "you all",
    "yall": "you all", "kinda": "kind of", "sorta": "sort of", "outta": "out of", "shoulda": "should have",
    "coulda": "could have", "woulda": "would have", "tryna": "trying to", "ya": "you", "u": "you", "ur": "your", "r": "are",
    "pls": "please", "plz": "please", "thx": "thanks", "tx": "thanks", "ty": "thank you", "cos": "because", "coz": "because",
    "cuz": "because", "'cause": "because", "cause": "because", "tho": "though", "thru": "through", "w": "with",
    "idk": "i do not know", "tbh": "to be honest", "bc": "because", "ppl": "people", "msg": "message", "acct": "account",
    "appt": "appointment", "tmrw": "tomorrow", "'em": "them", "til": "until", "till": "until", "ok": "okay", "k": "okay",
    "o'clock": "oclock", "whilst": "while", "amongst": "among", "innit": "is it not", "me's": "my", "nite": "night",
}  # fmt: skip
_BEFORE_IS = frozenset(
    "it he she that what there here who where how when why this everything nothing something everyone nobody someone one".split()
)
_ENDINGS = {"n't": "not", "'re": "are", "'ve": "have", "'ll": "will", "'m": "am"}

_IRREGULAR = {
    base: past.split()
    for base, past in {
        "be": "am is are been being", "was": "were", "have": "has had having", "do": "does did done doing",
        "feel": "felt", "hear": "heard", "tell": "told", "say": "said", "go": "went gone goes", "get": "got gotten",
        "make": "made", "pay": "paid", "send": "sent", "ring": "rang rung", "take": "took taken", "give": "gave given",
        "break": "broke broken", "lose": "lost", "leave": "left", "keep": "kept", "come": "came", "know": "knew known",
        "think": "thought", "buy": "bought", "bring": "brought", "catch": "caught", "find": "found", "hold": "held",
        "mean": "meant", "meet": "met", "run": "ran", "see": "saw seen", "sell": "sold", "sit": "sat", "sleep": "slept",
        "speak": "spoke spoken", "spend": "spent", "stand": "stood", "steal": "stole stolen", "teach": "taught",
        "throw": "threw thrown", "understand": "understood", "wear": "wore worn", "win": "won", "write": "wrote written",
        "wake": "woke woken", "choose": "chose chosen", "drive": "drove driven", "eat": "ate eaten", "fall": "fell fallen",
        "forget": "forgot forgotten", "hide": "hid hidden", "lay": "laid", "lend": "lent", "rise": "rose risen",
        "shake": "shook shaken", "swear": "swore sworn", "deal": "dealt", "die": "died dying dies", "lie": "lied lying",
        "begin": "began begun", "build": "built", "cost": "costed", "draw": "drew drawn", "drink": "drank drunk",
        "feed": "fed", "fight": "fought", "fly": "flew flown", "freeze": "froze frozen", "grow": "grew grown",
        "lead": "led", "learn": "learnt", "burn": "burnt", "dream": "dreamt", "spell": "spelt", "smell": "smelt",
        "show": "shown", "sing": "sang sung", "sink": "sank sunk", "spill": "spilt", "stick": "stuck", "strike": "struck",
        "tear": "tore torn", "wind": "wound", "bear": "bore borne", "bite": "bit bitten", "blow": "blew blown",
        "child": "children", "man": "men", "woman": "women", "foot": "feet", "tooth": "teeth", "life": "lives",
        "wife": "wives", "mom": "mum mums moms mam mam's", "grandma": "gran nan nana granny grandmother",
    }.items()
}  # fmt: skip

# Words whose Snowball stem is also another word's: they keep a stem of their own.
_KEEP_APART = frozenset(
    "business important importantly customer customers careful carefully relative relatives evening evenings wedding weddings "
    "lovely hardly lately nearly barely willing news goodness homeless helpless useless hopeless careless university generally "
    "especially really finally actually usually exactly clearly policy police serious seriously series past evenings everything "
    "something anything nothing during international organisation organization university universe witness ordinary order "
    "experience experiment general generous".split()
)
_PLURAL = {"customers": "customer", "relatives": "relative", "evenings": "evening", "weddings": "wedding"}

_OUR = (
    "colour favour honour behaviour neighbour humour labour rumour flavour harbour endeavour vapour odour saviour armour "
    "glamour rigour vigour splendour demeanour clamour parlour favourite"
).split()
_SINGLE = {
    "centre": "center", "metre": "meter", "theatre": "theater", "litre": "liter", "fibre": "fiber", "programme": "program",
    "programmes": "programs", "grey": "gray", "licence": "license", "defence": "defense", "offence": "offense",
    "practise": "practice", "enrol": "enroll", "fulfil": "fulfill", "instalment": "installment", "instalments": "installments",
    "jewellery": "jewelry", "catalogue": "catalog", "dialogue": "dialog", "cosy": "cozy", "sceptical": "skeptical",
    "judgement": "judgment", "acknowledgement": "acknowledgment", "pyjamas": "pajamas", "tyre": "tire", "tyres": "tires",
    "aeroplane": "airplane", "cheque": "check", "cheques": "checks", "kerb": "curb", "manoeuvre": "maneuver", "ageing": "aging",
    "arse": "ass", "daddy": "dad", "father": "father", "mummy": "mom", "mommy": "mom", "post": "post", "analyse": "analyze",
    "paralyse": "paralyze", "paralysed": "paralyzed", "analysed": "analyzed",
}  # fmt: skip
_NOT_IZE = frozenset(
    "advis promis exercis surpris rais nois wis ris premis franchis enterpris compromis expertis disguis supervis revis devis "
    "despis prais cruis bruis merchandis paradis aris televis improvis concis treatis pois precis rephras rais prais"
    " likewis otherwis clockwis appris circumcis demis excis incis surmis".split()
)
_ISE = re.compile(r"^(\w{2,})(is)(e|ed|es|ing|er|ers|ation|ations|able)$")
_DOUBLE_L = re.compile(
    r"^(cancel|travel|label|fuel|signal|model|counsel|total|level|channel|marvel|quarrel|tunnel)l(ed|ing|er|ers|ation)$"
)
_LENGTHENED = re.compile(r"([a-z])\1{2,}")

_IRREGULAR_TO_BASE = {form: base for base, forms in _IRREGULAR.items() for form in forms}


def expand(word: str) -> tuple[str, ...]:
    """The words that one written word stands for, lower case: `Isn't` -> (is, not), `Mum's` -> (mum, 's), `dont` -> (do, not)."""
    word = word.lower().replace("’", "'").replace("ʼ", "'").replace("`", "'").replace("´", "'").rstrip("'")
    known = _CONTRACTED.get(word)
    if known is not None:
        return tuple(known.split())
    if "'" not in word:
        return (_LENGTHENED.sub(r"\1\1", word),) if len(word) > 3 else (word,)
    for ending, full in _ENDINGS.items():
        if word.endswith(ending) and len(word) > len(ending):
            return (*expand(word[: -len(ending)]), full)
    if word.endswith("'d") and len(word) > 2:
        return (*expand(word[:-2]), "'d")
    if word.endswith("'s") and len(word) > 2:
        return (word[:-2], "'s") if word[:-2] in _BEFORE_IS else (word[:-2],)
    return (word.replace("'", ""),)


def american(word: str) -> str:
    """`word`, lower case, in American spelling, so that both spellings have one stem."""
    single = _SINGLE.get(word)
    if single is not None:
        return single
    if "our" in word:
        for british in _OUR:
            if word.startswith(british):
                return british.replace("our", "or") + word[len(british) :]
    found = _ISE.match(word)
    if found and found[1] + "is" not in _NOT_IZE:
        return f"{found[1]}iz{found[3]}"
    found = _DOUBLE_L.match(word)
    return f"{found[1]}{found[2]}" if found else word


def base_form(word: str) -> str | None:
    """The base of an irregular or easily confused form, None where a stemmer may decide."""
    if word in _KEEP_APART:
        return _PLURAL.get(word, word)
    return _IRREGULAR_TO_BASE.get(word)
