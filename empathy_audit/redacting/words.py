"""Words by which names are known, and words that are none though they stand where names do: tables only."""

from __future__ import annotations

from empathy_audit.readers.words import MACHINES, NOBODYS

# A capital after "I'm", "Thanks," or "this is" is a name, unless it is one of these.
NO_NAMES = frozenset(
    "click tap press select choose save open close continue cancel delete erase enter type hold restart update install "
    "settings history authorization access control engineer chief exact namaste ta cheers estates ok okay joined left i i'm "
    "i'll i've i'd a an the and or but if so as at by for from in into of on to up with about after again all am any are be "
    "been both can could did do does each few had has have he her here hers him his how it its just me more my no nobody "
    "nor not now oh only our out over please right same she should since some someone something somebody sorry such sure "
    "that that's thanks thank their them then there these they this those through too until us very was we well were what "
    "when where which while who whom why would yes yeah yep you your yours goodbye bye hello hi hey morning afternoon "
    "evening night good great actually also always anything anyone everyone everybody everything everything's never nothing "
    "one really still today tomorrow tonight yesterday maybe perhaps perfect absolutely exactly correct indeed fine lovely "
    "brilliant wonderful welcome sir madam ma'am maam mate love dear guys folks team mr mrs ms miss dr god jesus christ "
    "lord gosh goodness heavens wow ah um uh er monday tuesday wednesday thursday friday saturday sunday mon tue tues wed "
    "thu thur thurs fri sat sun january february march april june july august september october november december jan feb "
    "mar apr jun jul aug sept sep oct nov dec christmas easter english british scottish welsh irish american canadian "
    "australian indian french german spanish italian dutch polish swedish chinese japanese korean european african asian "
    "mexican brazilian portuguese russian ukrainian turkish pakistani bangladeshi nigerian muslim jewish catholic christian "
    "hindu sikh london england scotland wales ireland america canada australia india uk usa eu gb ac id tv pc hr ivr vip "
    "asap faq pin sms email internet wifi wi-fi google apple amazon facebook microsoft netflix visa mastercard paypal "
    "customer customers agent caller advisor adviser support service services manager supervisor department sales billing "
    "accounts claims returns refunds operator representative assistant bot account calling speaking ringing phoning going "
    "trying looking having afraid glad happy unable done waiting wondering pleased because though although however "
    "otherwise anyway regarding concerning whoever whatever god's let lets let's name first last address number line "
    "company bank order question speaker generally strictly honestly frankly technically spelled spelt unknown guest user "
    "member human contact live chat virtual technician doctor nurse officer coach client patient resident yup yea nope nah "
    "mm mmm hmm hm huh aha ha haha ugh oops whoa ooh ahh aww ahem alright alrighty awesome excellent splendid fantastic "
    "amazing cool super terrific superb wait hurry look listen see like plus yet thus hence therefore instead besides "
    "meanwhile furthermore moreover nevertheless nonetheless sometimes often once twice firstly secondly lastly finally "
    "second third next dude bro buddy pal sirs none others another either neither whenever wherever enough lol omg idk btw "
    "imo tbh fyi ai app url faqs proceed understood noted agreed granted true false congratulations congrats apologies best "
    "warm kind take being get got getting go went come came make made makes is may might must shall unless whereas despite "
    "during within without upon between across near tenant student parent mum mom mam dad mother father nan gran grandma "
    "grandad grandpa auntie aunt uncle".split()
)
# Names that are words as well: at the beginning of a sentence, before one of FOLLOWING, they are the word.
WORDS_TOO = frozenset(
    "art april autumn bill carol chance chase chuck clay cliff crystal daisy dale dawn dean drew faith frank gene ginger "
    "glen grace grant guy harmony heath holly honey hope hunter iris ivy jack jade jasper jean jewel joy june ken lance "
    "laurel lily mark mason max may mercy miles nick olive page pat patience penny pepper pierce poppy price ray reed rich "
    "rob robin rod rose rowan ruby rusty sage sandy scout skip sky sonny stew sue summer tad tanner teddy terry trip victor "
    "violet wade ward will willow woody worth".split()
)
FOLLOWING = frozenset(
    "i you he she it we they there this that these those my your his her our their the a an be do not all any some of as to "
    "for is was are were has had have in on at about with up down out over me us them him".split()
)
# Labels that hold one of these are a machine's or a text's, not a person's.
THINGS = MACHINES | frozenset("script template letter reply message bot chatbot automated recording ivr system".split())
# What holds one of these is a place where people work, "Halden Bank"; a name may stand beside it.
OFFICES = frozenset("bank company shop store clinic hospital council office centre center limited ltd inc plc llc gmbh".split())
# So are these, "Customer Care", and a name may also follow at once: "Support Priya".
DESKS = frozenset(
    "team desk helpdesk line helpline hotline department dept support service services care sales billing assistant host "
    "narrator interviewer interviewee therapist".split()
)
# What else stands in labels and names nobody: departments, jobs, numbers.
POSTS = NOBODYS | frozenset(
    "two three four five six seven eight nine ten broadband mobile landline fibre fiber tech technical it complaints "
    "retention retentions loyalty collections payments delivery deliveries logistics shipping orders online web email chat "
    "enquiries inquiries escalations onboarding renewals cancellations bookings reservations reception front back day night "
    "shift queue central general home business personal premium analyst consultant executive director clerk coordinator "
    "worker expert administrator negotiator handler adjuster underwriter lawyer solicitor pharmacist teacher tutor trainer "
    "mentor psychologist psychiatrist midwife paramedic driver courier secretary".split()
)
RELATIONS = (
    "husband|wife|partner|fianc[eé]e?|boyfriend|girlfriend|son|daughter|brother|sister|mum|mom|mam|mother|dad|father|nan|"
    "gran|grandma|grandmother|grandad|grandfather|aunt|auntie|uncle|niece|nephew|cousin|friend|neighbou?r|colleague|boss|"
    "manager|carer|supervisor|assistant|flatmate|roommate|landlord|landlady|stepson|stepdaughter|twin|boy|girl|baby|kid|"
    "child|dog|cat"
)
GREETINGS = (
    "thanks|thank you|thank you so much|thank you very much|many thanks|thanks again|thanks a lot|cheers|hi|hi there|"
    "hello|hello there|hey|hiya|dear|good morning|good afternoon|good evening|morning|afternoon|evening|welcome|"
    "welcome back|bye|goodbye|bye bye|take care|have a good day|sorry|i'm sorry|i’m sorry|so sorry|no problem|no worries|"
    "of course|please|okay|ok|right|alright|all right|sure|great|perfect|lovely|wonderful|brilliant|absolutely|certainly|"
    "yes|yeah|no|well|now|so|listen|look|oh|and|but|regards|kind regards|best regards|best wishes|yours sincerely|"
    "yours faithfully|sincerely|best|nice to meet you|pleased to meet you"
)
# A name with one of these in it is a place's, and so is every word of it.
PLACES = frozenset(
    "street st road rd avenue ave lane drive boulevard court square house hotel hostel inn station airport hospital "
    "university college school church park bridge city county town village centre center restaurant cafe bar pub museum "
    "theatre theater mall north south east west upper lower new san los las saint mount lake river island beach bay hill "
    "hills heights portal settings menu".split()
)
