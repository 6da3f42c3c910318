"""The words by which roles are known: tables only. `roles.py` says what they are worth."""

from __future__ import annotations

# Role words as files give them and as people label speakers, lower case, without digits and punctuation.
ROLE_WORDS: dict[str, str] = {
    word: role
    for role, words in {
        "agent": (
            "agent, agente, agents, advisor, adviser, rep, representative, csr, operator, support, staff, associate, "
            "specialist, employee, assistant, counselor, counsellor, supervisor, manager, teamlead, helpdesk, "
            "internal, human agent, live agent, support agent, service agent, sales agent, customer service, customer support, "
            "customer care, client services, customer service representative, customer service rep, "
            "customer service agent, customer support agent, customer support representative, "
            "customer success manager, support representative, support specialist, service representative, "
            "sales representative, call center agent, call centre agent, call taker, tech support, technical support, "
            "help desk, service desk, contact center agent, dispatcher, receptionist, teller, cashier, technician, "
            "business, company, "
            "営業, 担当者, 客服, 坐席, 상담원, オペレーター, berater, mitarbeiter, conseiller, asesor, operador, therapist, "
            "outbound, outgoing, coach, nurse, doctor, provider, admin, moderator, seller, sales, salesperson, gpt, model"
        ),
        "customer": (
            "customer, customers, caller, client, patient, guest, member, user, visitor, end user, enduser, consumer, "
            "external, human, buyer, shopper, subscriber, policyholder, policy holder, account holder, cardholder, "
            "passenger, tenant, resident, claimant, borrower, requester, lead, prospect, contact, student, traveler, "
            "traveller, inbound, incoming, 顧客, 客户, 顾客, 고객, お客様, kunde, kundin, cliente"
        ),
        "bot": (
            "bot, chatbot, chat bot, acd, virtual assistant, virtual agent, automated agent, custom bot, ivr, ai agent, "
            "ai assistant, ai, voice bot, voicebot, virtual customer assistant, digital assistant"
        ),
        "system": (
            "system, event, action, trigger, function, function call, tool, tool call, observation, note, "
            "internal note, developer, workflow, notification, sys, auto message, announcement"
        ),
    }.items()
    for word in words.split(", ")
}

# Words that are names or trades too: they decide only when they are the whole label.
_NAMES_TOO = (
    "guest member user human contact lead business company model sales ai coach nurse doctor manager student "
    "internal external note action event tool function admin seller buyer provider staff support"
)
ALONE_ONLY = frozenset(_NAMES_TOO.split())
COUNTED = frozenset({"guest", "user", "human", "member", "contact"})  # "Guest-1", "User 2" is how machines number speakers

# By these words machines tell speakers apart whom they do not know.
MACHINES = frozenset("speaker spk channel participant voice left right party person unknown side leg".split())
# A label of such words alone, and of those of roles, names nobody: "Senior Advisor", "[name]", "Me", "Tier 2 Support".
NOBODYS = MACHINES | frozenset(
    "unnamed anonymous none null name names full first last id me you them us we they team department dept desk line hotline "
    "helpline tier level senior junior leader trainee lady man woman gentleman sir madam host narrator script template".split()
)

# What an agent says and a customer does not, and the other way round. Each counts once a turn.
AGENT_PHRASES = (
    r"thank(?:s| you) for (?:calling|contacting|reaching out|choosing|holding|your patience|waiting|being a)",
    r"thank(?:s| you) for (?:getting in touch|chatting|your call|staying|verifying|confirming|providing|bearing with)",
    r"how (?:can|may|could) (?:i|we) (?:help|assist)|what can i (?:help you with|do for you)|how can i be of",
    r"(?:is there )?anything else (?:that )?(?:i|we) can|anything else i (?:may|might)",
    r"(?:can|may|could) i (?:please )?(?:have|get|take|ask for|verify|confirm) (?:your|the) ",
    r"(?:can|could|would) you (?:please )?(?:verify|confirm|provide|spell)",
    r"let me (?:check|look into|look up|pull up|see what|take a look|go ahead|transfer|put you|bring up|verify)",
    r"i(?:'ll| will| can| am going to|'m going to) (?:check|look into|transfer|put you|escalate|process|send you)",
    r"(?:i(?:'ve| have) (?:pulled up|gone ahead|located|found) (?:your|and))",
    r"place you on (?:a )?(?:brief )?hold|put you on (?:a )?(?:brief )?hold|hold for (?:a|one) moment",
    r"for (?:security|verification) (?:purposes|reasons)|date of birth|last four digits",
    r"(?:this|my name) is \w+(?:,)? (?:speaking|from|with|how|and i'll be|and how|may i|your)",
    r"i can (?:certainly|definitely|absolutely)? ?(?:help|assist) (?:you )?with",
    r"i(?:'d| would) be happy to|happy to help",
    r"(?:i (?:do )?(?:apologi[sz]e|understand) (?:for|how|your|that you))|sorry for (?:the|any) inconvenience",
    r"i see (?:here )?(?:that )?(?:you|your)|on your account|in our system|our records|our policy|as per our",
    r"have a (?:great|nice|good|wonderful|lovely) (?:day|evening|weekend|one|afternoon)|you'?ll receive an? ",
    r"what seems to be the (?:problem|issue)|you've reached|you(?:'re| are) (?:speaking|chatting) with|welcome to ",
)
CUSTOMER_PHRASES = (
    r"i(?:'m| am|'ve been| was) (?:calling|trying to|having|waiting|charged|told|locked out)",
    r"i(?:'d| would) like to (?:cancel|return|know|speak|talk|make|change|report|file|get|order|book)",
    r"i (?:want|need) to (?:cancel|return|speak|talk|know|change|report|file|book|get)|i need (?:some )?help",
    r"i need (?:a|my|this|it) |i want (?:a|my) (?:refund|money)",
    r"my (?:order|account|bill|card|package|internet|phone|password|flight|booking|refund|subscription|payment|"
    r"claim|policy|appointment|laptop|computer|wi-?fi|account number|invoice|device|connection|mortgage|loan)\b",
    r"i (?:ordered|bought|received|got|paid|called|signed up|never|haven't|didn't|can't|cannot|lost|forgot)",
    r"(?:can|could) you (?:help me|tell me (?:what|why|when|how)|fix|cancel|refund|just)",
    r"(?:it|this|that)(?:'s| is) (?:ridiculous|unacceptable|not working|frustrating|so)|doesn't work|isn't working",
    r"this is the (?:second|third|fourth|fifth) time|i(?:'ve| have) (?:been|already|called|tried|never)",
    r"speak (?:to|with) (?:a|your) (?:manager|supervisor)|how (?:long|much) (?:will|does|is|do)",
    r"thank(?:s| you) for your help|you(?:'ve| have) been (?:very |so |really )?helpful|that's all",
    r"that(?:'s| is) correct",
)
# Said by the wrong side, these two show that the roles may be swapped.
GREETINGS = (
    r"thank(?:s| you) for (?:calling|contacting|choosing|reaching out to)\b(?! (?:me|back|us back|again))|"
    r"how (?:can|may) i (?:help|assist) you|"
    r"you(?:'re| are) (?:speaking|chatting) with \w+"
)
COMPLAINTS = (
    r"i(?:'d| would) like to (?:make a |file a |lodge a |raise a )?(?:complain|cancel my|return my|speak (?:to|with) (?:a|your))|"
    r"i(?:'m| am) calling (?:because|about|regarding|to cancel|to complain about) (?:my|i)\b|"
    r"i want (?:a|my) (?:refund|money back)|i want to (?:cancel my|complain|speak (?:to|with) (?:a|your) (?:manager|supervisor))|"
    r"my (?:order|card|account|package|parcel|internet|refund|claim) (?:hasn't|has not|never|was|still|isn't|is not|won't)\b"
)
