"""Broken rule and config files, each with what the command must say about it, to the letter."""

from __future__ import annotations

RULE = """\
rules:
  - id: ACME1
    kind: moment
    type: effort
    name: Waiting
    message: The customer waited.
    why: Waiting costs.
    suggest: "You waited, and that is on us."
    match:
      phrases: [I waited]
    examples:
      finds: [I waited.]
      ignores: [Hello.]
"""

# What is wrong in one rule: a name, what is replaced in RULE, by what, and what is said.
IN_A_RULE: list[tuple[str, str, str, str]] = [
    ("unknown key", "    why:", "    wy:", """\
error: acme.yaml:7:5: unknown key 'wy' in a rule (did you mean 'why'?)
  |
7 |     wy: Waiting costs.
  |     ^
"""),
    ("another tool's word for a key", "      phrases:", "      keywords:", """\
error: acme.yaml:10:7: unknown key 'keywords' in 'match' (did you mean 'phrases'?)
   |
10 |       keywords: [I waited]
   |       ^
"""),
    ("duplicate key", "    name: Waiting", "    name: Waiting\n    name: Again", """\
error: acme.yaml:6:5: 'name' stands twice in a rule (remove one of them)
  |
6 |     name: Again
  |     ^
"""),
    ("missing key", "    why: Waiting costs.\n", "", """\
error: acme.yaml:2:5: the rule has no 'why' (add 'why:' and why it matters)
  |
2 |   - id: ACME1
  |     ^
"""),
    ("two missing keys", '    why: Waiting costs.\n    suggest: "You waited, and that is on us."\n', "", """\
error: acme.yaml:2:5: the rule has no 'why' (add 'why:' and why it matters)
  |
2 |   - id: ACME1
  |     ^
error: acme.yaml:2:5: the rule has no 'suggest' (add 'suggest:' and what a good agent would say)
  |
2 |   - id: ACME1
  |     ^
"""),
    ("missing match", "    match:\n      phrases: [I waited]\n", "", """\
error: acme.yaml:2:5: the rule has no 'match' (add 'match:' and below it 'phrases:' with what people say)
  |
2 |   - id: ACME1
  |     ^
"""),
    ("missing examples", "    examples:\n      finds: [I waited.]\n      ignores: [Hello.]\n", "", """\
error: acme.yaml:2:5: the rule has no 'examples' (add 'examples:' with texts that it finds and texts that it ignores)
  |
2 |   - id: ACME1
  |     ^
"""),
    ("unknown kind", "kind: moment", "kind: momnt", """\
error: acme.yaml:3:11: unknown kind 'momnt' (did you mean 'moment'?)
  |
3 |     kind: momnt
  |           ^
"""),
    ("a list as kind", "kind: moment", "kind: [moment]", """\
error: acme.yaml:3:11: kind is one text, and here is a list (write it without [ ] or '- ', or put it in quotes)
  |
3 |     kind: [moment]
  |           ^
"""),
    ("unknown type", "type: effort", "type: effrt", """\
error: acme.yaml:4:11: unknown type 'effrt' (did you mean 'effort'?)
  |
4 |     type: effrt
  |           ^
"""),
    ("unknown behaviour", "kind: moment\n    type: effort", "kind: behaviour\n    behaviour: validat", """\
error: acme.yaml:4:16: unknown behaviour 'validat' (did you mean 'validate'?)
  |
4 |     behaviour: validat
  |                ^
"""),
    ("unknown antipattern", "kind: moment\n    type: effort", "kind: antipattern\n    antipattern: dismis", """\
error: acme.yaml:4:18: unknown antipattern 'dismis' (did you mean 'dismiss'?)
  |
4 |     antipattern: dismis
  |                  ^
"""),
    ("unknown severity", "kind: moment\n    type: effort", "kind: antipattern\n    antipattern: dismiss\n    severity: high", """\
error: acme.yaml:5:15: unknown severity 'high' (did you mean 'major'?)
  |
5 |     severity: high
  |               ^
"""),
    ("the target of another kind", "kind: moment", "kind: behaviour", """\
error: acme.yaml:4:5: 'type' is for a moment, and this rule is a behaviour (write 'behaviour:' instead)
  |
4 |     type: effort
  |     ^
"""),
    ("a number of another kind", "    type: effort", "    type: effort\n    points: 2", """\
error: acme.yaml:5:5: 'points' is for a behaviour, and this rule is a moment (remove it)
  |
5 |     points: 2
  |     ^
"""),
    ("id of two words", "id: ACME1", "id: ACME 1", """\
error: acme.yaml:2:9: 'ACME 1' cannot be an id (use one word of letters and digits, such as ACME1)
  |
2 |   - id: ACME 1
  |         ^
"""),
    ("id that is a number", "id: ACME1", "id: 1", """\
error: acme.yaml:2:9: '1' cannot be an id (use one word of letters and digits, such as ACME1)
  |
2 |   - id: 1
  |         ^
"""),
    ("empty text", "why: Waiting costs.", "why:", """\
error: acme.yaml:7:9: 'why' is empty (write a text, in quotes if it begins with #)
  |
7 |     why:
  |         ^
"""),
    ("text that begins with #", "why: Waiting costs.", "why: #1 reason to leave", """\
error: acme.yaml:7:9: 'why' is empty (write a text, in quotes if it begins with #)
  |
7 |     why: #1 reason to leave
  |         ^
"""),
    ("list for a text", "name: Waiting", "name: [Waiting]", """\
error: acme.yaml:5:11: 'name' is one text, and here is a list (write it without [ ] or '- ', or put it in quotes)
  |
5 |     name: [Waiting]
  |           ^
"""),
    ("tier 4", "    type: effort", "    type: effort\n    tier: 4", """\
error: acme.yaml:5:11: unknown tier '4' (use one of 1, 2, 3)
  |
5 |     tier: 4
  |           ^
"""),
    ("tier in words", "    type: effort", "    type: effort\n    tier: explicit", """\
error: acme.yaml:5:11: unknown tier 'explicit' (did you mean '2'?)
  |
5 |     tier: explicit
  |           ^
"""),
    ("negative points", "kind: moment\n    type: effort", "kind: behaviour\n    behaviour: validate\n    points: -1", """\
error: acme.yaml:5:13: points is a number from 0 to 100, not '-1' (the nearest is 0)
  |
5 |     points: -1
  |             ^
"""),
    ("points nan", "kind: moment\n    type: effort", "kind: behaviour\n    behaviour: validate\n    points: .nan", """\
error: acme.yaml:5:13: points is a number from 0 to 100, not '.nan' (write it in digits, such as 2)
  |
5 |     points: .nan
  |             ^
"""),
    ("points 1_0", "kind: moment\n    type: effort", "kind: behaviour\n    behaviour: validate\n    points: 1_0", """\
error: acme.yaml:5:13: points is a number from 0 to 100, not '1_0' (write 10)
  |
5 |     points: 1_0
  |             ^
"""),
    ("points as a time", "kind: moment\n    type: effort", "kind: behaviour\n    behaviour: validate\n    points: 12:30", """\
error: acme.yaml:5:13: points is a number from 0 to 100, not '12:30' (write it in digits, such as 2)
  |
5 |     points: 12:30
  |             ^
"""),
    ("points in words", "kind: moment\n    type: effort", "kind: behaviour\n    behaviour: validate\n    points: two", """\
error: acme.yaml:5:13: points is a number from 0 to 100, not 'two' (write it in digits, such as 2)
  |
5 |     points: two
  |             ^
"""),
    ("within without after", "[I waited]", "[I waited]\n      within: {turns: 3}", """\
error: acme.yaml:11:15: 'within' says how far back 'after' may look, and there is no 'after' (add 'after', with what was said before)
   |
11 |       within: {turns: 3}
   |               ^
"""),
    ("within as a number", "[I waited]", "[I waited]\n      after: {phrases: [hello]}\n      within: 3", """\
error: acme.yaml:12:15: 'within' must say what it counts (write {turns: 3})
   |
12 |       within: 3
   |               ^
"""),
    ("within 0", "[I waited]", "[I waited]\n      after: {phrases: [hello]}\n      within: {turns: 0}", """\
error: acme.yaml:12:23: turns is a whole number from 1 to 1000, not '0' (the nearest is 1)
   |
12 |       within: {turns: 0}
   |                       ^
"""),
    ("length in words", "[I waited]", "[I waited]\n      length: {min_words: many}", """\
error: acme.yaml:11:27: length: expected a whole number of at least 1, not 'many' (write it in digits, such as 2)
   |
11 |       length: {min_words: many}
   |                           ^
"""),
    ("bounds the wrong way round", "[I waited]", "[I waited]\n      length: {min_words: 9, max_words: 3}", """\
error: acme.yaml:11:27: length: min_words is larger than max_words: nothing is in between (swap them)
   |
11 |       length: {min_words: 9, max_words: 3}
   |                           ^
"""),
    ("sentiment out of range", "[I waited]", "[I waited]\n      sentiment: {min: 5}", """\
error: acme.yaml:11:24: sentiment: expected a number from -1 to 1, not '5' (the nearest is 1)
   |
11 |       sentiment: {min: 5}
   |                        ^
"""),
    ("position 0", "[I waited]", "[I waited]\n      position: {first_turns: 0}", """\
error: acme.yaml:11:31: position: expected a whole number of at least 1, not '0' (the nearest is 1)
   |
11 |       position: {first_turns: 0}
   |                               ^
"""),
    ("score out of reach", "      phrases: [I waited]", "      score: {at_least: 5, signals: [{weight: 2, phrases: [I waited]}]}", """\
error: acme.yaml:10:25: the weights come to 2 at most, and never reach 5 (lower at_least, or raise a weight)
   |
10 |       score: {at_least: 5, signals: [{weight: 2, phrases: [I waited]}]}
   |                         ^
"""),
    ("weight nan", "      phrases: [I waited]", "      score: {at_least: 1, signals: [{weight: nan, phrases: [I waited]}]}", """\
error: acme.yaml:10:47: weight is a number from -1000 to 1000, not 'nan' (write it in digits, such as 2)
   |
10 |       score: {at_least: 1, signals: [{weight: nan, phrases: [I waited]}]}
   |                                               ^
"""),
    ("signal without weight", "      phrases: [I waited]", "      score: {at_least: 1, signals: [{phrases: [I waited]}]}", """\
error: acme.yaml:10:38: a signal is a map with a 'weight' and what to look for (write {weight: 2, phrases: [...]})
   |
10 |       score: {at_least: 1, signals: [{phrases: [I waited]}]}
   |                                      ^
"""),
    ("limit without bound", "kind: moment\n    type: effort", "kind: limit\n    antipattern: dismiss\n    limit: {per: turn}", """\
error: acme.yaml:5:12: a limit needs 'max' or 'min' (write {max: 3} for three at most)
  |
5 |     limit: {per: turn}
  |            ^
"""),
    ("limit that cannot be kept", "kind: moment\n    type: effort", "kind: limit\n    antipattern: dismiss\n    limit: {min: 3, max: 1}", """\
error: acme.yaml:5:18: min 3 is larger than max 1: no call could keep both (swap them)
  |
5 |     limit: {min: 3, max: 1}
  |                  ^
"""),
    ("require without then", "kind: moment\n    type: effort", "kind: require\n    antipattern: dismiss", """\
error: acme.yaml:2:5: the rule has no 'then' (add 'then:' and below it 'phrases:' with what the agent must say)
  |
2 |   - id: ACME1
  |     ^
"""),
    ("unknown matcher", "[I waited]", "[I waited]\n      lenght: {min_words: 3}", """\
error: acme.yaml:11:7: unknown key 'lenght' in 'match' (did you mean 'length'?)
   |
11 |       lenght: {min_words: 3}
   |       ^
"""),
    ("unknown speaker", "[I waited]", "[I waited]\n      speaker: client", """\
error: acme.yaml:11:16: unknown speaker 'client' (did you mean 'customer'?)
   |
11 |       speaker: client
   |                ^
"""),
    ("unknown scope", "[I waited]", "[I waited]\n      in: paragraph", """\
error: acme.yaml:11:11: unknown value of 'in' 'paragraph' (use one of sentence, turn)
   |
11 |       in: paragraph
   |           ^
"""),
    ("unknown question", "[I waited]", "[I waited]\n      question: opne", """\
error: acme.yaml:11:17: question: unknown value 'opne' (did you mean 'open'?)
   |
11 |       question: opne
   |                 ^
"""),
    ("unknown style", "[I waited]", "[I waited]\n      style: [shouting]", """\
error: acme.yaml:11:15: style: unknown value 'shouting' (use one of capitals, ellipsis, exclamations, interrobang, lengthened, questions, rows_of_capitals)
   |
11 |       style: [shouting]
   |               ^
"""),
    ("unknown cue", "[I waited]", "[I waited]\n      cue: bereavment", """\
error: acme.yaml:11:12: cue: nothing reports 'bereavment' (did you mean 'bereavement'?)
   |
11 |       cue: bereavment
   |            ^
"""),
    ("unknown situation", "[I waited]", "[I waited]\n      situation: bereavment", """\
error: acme.yaml:11:18: situation: there is no type 'bereavment' (did you mean 'bereavement'?)
   |
11 |       situation: bereavment
   |                  ^
"""),
    ("nothing to look for", "      phrases: [I waited]", "      unless: {phrases: [in line]}", """\
error: acme.yaml:10:7: there is nothing to look for here (add 'phrases', with what people say)
   |
10 |       unless: {phrases: [in line]}
   |       ^
"""),
    ("negation without phrases", "      phrases: [I waited]", "      question: open\n      negation: allow", """\
error: acme.yaml:11:17: 'negation' is about 'phrases', and there are none beside it (move it beside them)
   |
11 |       negation: allow
   |                 ^
"""),
    ("empty list of phrases", "[I waited]", "[]", """\
error: acme.yaml:10:16: phrases: this list is empty (write at least one entry)
   |
10 |       phrases: []
   |                ^
"""),
    ("phrases are a map", "[I waited]", "{first: I waited}", """\
error: acme.yaml:10:16: phrases: expected a text or a list of texts (begin each entry with '- ')
   |
10 |       phrases: {first: I waited}
   |                ^
"""),
    ("unless is a text", "[I waited]", "[I waited]\n      unless: in line", """\
error: acme.yaml:11:15: expected keys and values for 'unless' (write 'phrases: ...' below it)
   |
11 |       unless: in line
   |               ^
"""),
    ("unless that takes back", "[I waited]", "[I waited for hours, I queued]\n      unless: {phrases: [for hours]}", """\
error: acme.yaml:11:26: this takes back the rule's own phrase 'I waited for hours', which can never count (remove one of the two, or say more in this one)
   |
11 |       unless: {phrases: [for hours]}
   |                          ^
"""),
    ("undefined list", "[I waited]", "['{famly} waited']", """\
error: acme.yaml:10:19: there is no list named 'famly' (did you mean 'family'?)
   |
10 |       phrases: ['{famly} waited']
   |                   ^
"""),
    ("open bracket", "[I waited]", "['I (waited']", """\
error: acme.yaml:10:17: '(' is never closed (close it with ')')
   |
10 |       phrases: ['I (waited']
   |                 ^
"""),
    ("closing bracket", "[I waited]", "['I waited)']", """\
error: acme.yaml:10:17: ')' closes nothing (remove it, or open it before)
   |
10 |       phrases: ['I waited)']
   |                 ^
"""),
    ("mixed brackets", "[I waited]", "['I (waited]']", """\
error: acme.yaml:10:17: '(' is closed by ']' (close it with ')')
   |
10 |       phrases: ['I (waited]']
   |                 ^
"""),
    ("empty choice", "[I waited]", "['I (|waited)']", """\
error: acme.yaml:10:17: there is nothing between '(' and '|' (write words there, or remove it)
   |
10 |       phrases: ['I (|waited)']
   |                 ^
"""),
    ("open brace", "[I waited]", "['{family waited']", """\
error: acme.yaml:10:17: a '{' is not closed, or a '}' not opened (write a list as {name})
   |
10 |       phrases: ['{family waited']
   |                 ^
"""),
    ("gap at the start", "[I waited]", "['... waited']", """\
error: acme.yaml:10:17: '...' must stand between two words (leave it out: a phrase is found within any sentence)
   |
10 |       phrases: ['... waited']
   |                 ^
"""),
    ("gap at the end", "[I waited]", "[I waited ...]", """\
error: acme.yaml:10:17: '...' must stand between two words (leave it out: a phrase is found within any sentence)
   |
10 |       phrases: [I waited ...]
   |                 ^
"""),
    ("gap at the edge of a choice", "[I waited]", "['I (waited ...|queued)']", """\
error: acme.yaml:10:28: '...' stands for words between two others, and here is an edge (leave it out at the edge)
   |
10 |       phrases: ['I (waited ...|queued)']
   |                            ^
"""),
    ("gap without spaces", "[I waited]", "[I...waited]", """\
error: acme.yaml:10:17: in 'I...waited' the '...' is taken for a part of the word (leave a space on both sides)
   |
10 |       phrases: [I...waited]
   |                 ^
"""),
    ("two gaps in a row", "[I waited]", "[I ... ... waited]", """\
error: acme.yaml:10:19: two '...' in a row never match (write one; it stands for up to three words)
   |
10 |       phrases: [I ... ... waited]
   |                   ^
"""),
    ("seven gaps", "[I waited]", "[a ... b ... c ... d ... e ... f ... g ... h]", """\
error: acme.yaml:10:17: there are more than 6 '...' in this phrase (make several phrases of it)
   |
10 |       phrases: [a ... b ... c ... d ... e ... f ... g ... h]
   |                 ^
"""),
    ("everything optional", "[I waited]", "['[I] [waited]']", """\
error: acme.yaml:10:17: every word of this phrase is optional (leave one of them outside [ ])
   |
10 |       phrases: ['[I] [waited]']
   |                 ^
"""),
    ("nothing but an edge", "[I waited]", "['{start}']", """\
error: acme.yaml:10:17: this phrase also matches where no word of it is said (write a word that must be said)
   |
10 |       phrases: ['{start}']
   |                 ^
"""),
    ("edge in the middle", "[I waited]", "['I waited {end} for hours']", """\
error: acme.yaml:10:17: a phrase never runs past the edge of a sentence (put {start} first or {end} last, or make two phrases)
   |
10 |       phrases: ['I waited {end} for hours']
   |                 ^
"""),
    ("start at the end", "[I waited]", "['I waited {start}']", """\
error: acme.yaml:10:17: {start} is the start of a sentence, and ends this phrase (write {end})
   |
10 |       phrases: ['I waited {start}']
   |                 ^
"""),
    ("question mark in the middle", "[I waited]", "['waited? for hours']", """\
error: acme.yaml:10:24: nothing can follow the '?': a phrase never runs past the end of a sentence (let '?' end the phrase; for a word that may be missing write [word])
   |
10 |       phrases: ['waited? for hours']
   |                        ^
"""),
    ("optional as in a regex", "[I waited]", "['I (really )?waited']", """\
error: acme.yaml:10:29: a word cannot begin with ? (put it at the end of the phrase; for a word that may be missing write [word])
   |
10 |       phrases: ['I (really )?waited']
   |                             ^
"""),
    ("full stop in the middle", "[I waited]", "['I waited. For hours']", """\
error: acme.yaml:10:18: a phrase never runs past the end of a sentence (make two phrases of it, or leave the full stop out)
   |
10 |       phrases: ['I waited. For hours']
   |                  ^
"""),
    ("filler", "[I waited]", "['um I waited']", """\
error: acme.yaml:10:18: 'um' is never heard: um, er and the like are passed over (leave it out)
   |
10 |       phrases: ['um I waited']
   |                  ^
"""),
    ("punctuation only", "[I waited]", "['I waited & waited']", """\
error: acme.yaml:10:27: '&' is never heard: only words and numbers are (leave it out, or write a word)
   |
10 |       phrases: ['I waited & waited']
   |                           ^
"""),
    ("percent", "[I waited]", "[100% sure]", """\
error: acme.yaml:10:17: '100%' is heard as '100', and so never found (write '100')
   |
10 |       phrases: [100% sure]
   |                 ^
"""),
    ("number with underscore", "[I waited]", "[1_000 times]", """\
error: acme.yaml:10:17: '1_000' is heard as '1 000', and so never found (write '1 000')
   |
10 |       phrases: [1_000 times]
   |                 ^
"""),
    ("stutter", "[I waited]", "[I I waited]", """\
error: acme.yaml:10:17: a little word said twice in a row is heard once (write it once)
   |
10 |       phrases: [I I waited]
   |                 ^
"""),
    ("unclear contraction", "[I waited]", '["I\'d waited"]', """\
error: acme.yaml:10:18: 'I'd' may stand for 'I would' or 'I had', and is never found (write the one that you mean)
   |
10 |       phrases: ["I'd waited"]
   |                  ^
"""),
    ("exact form of a contraction", "[I waited]", '["I =haven\'t waited"]', """\
error: acme.yaml:10:20: 'haven't' is heard as 'have not', and so never found (write '=have =not')
   |
10 |       phrases: ["I =haven't waited"]
   |                    ^
"""),
    ("exact form with letters drawn out", "[I waited]", "[I =waaaited]", """\
error: acme.yaml:10:19: 'waaaited' is heard as 'waaited', and so never found (write '=waaited')
   |
10 |       phrases: [I =waaaited]
   |                   ^
"""),
    ("brackets in brackets", "[I waited]", "['(((((((((((I waited)))))))))))']", """\
error: acme.yaml:10:17: there are more than 10 brackets in brackets (make several phrases of it)
   |
10 |       phrases: ['(((((((((((I waited)))))))))))']
   |                 ^
"""),
    ("a phrase too long", "[I waited]", "['" + "waited and " * 200 + "']", """\
error: acme.yaml:10:17: this phrase is longer than 2000 characters (make several of it, or put choices into a list)
   |
10 |       phrases: ['waited and waited and waited and waited and waited and waited and waited and waited and waite
   |                 ^
"""),
    ("same phrase twice", "[I waited]", "[I waited, I queued, I waited]", """\
error: acme.yaml:10:37: the phrase 'I waited' stands here twice (line 10) (remove one of them)
   |
10 |       phrases: [I waited, I queued, I waited]
   |                                     ^
"""),
    ("regex that is none", "[I waited]", "[I waited]\n      regex: '(wait'", """\
error: acme.yaml:11:14: regex: this is no regular expression: missing ) at position 5 (write phrases if it need not be one)
   |
11 |       regex: '(wait'
   |              ^
"""),
    ("regex that finds nothing everywhere", "[I waited]", "[I waited]\n      regex: 'x*'", """\
error: acme.yaml:11:14: regex: this pattern is found even where nothing is said (let it ask for a character)
   |
11 |       regex: 'x*'
   |              ^
"""),
    ("regex that takes for ever", "[I waited]", "[I waited]\n      regex: '^(\\w|\\w\\w|\\s)+$'", """\
error: acme.yaml:11:14: regex: this pattern takes far too long on the words of the rule's examples (take out choices that mean the same, such as (a|aa)+, or write phrases)
   |
11 |       regex: '^(\\w|\\w\\w|\\s)+$'
   |              ^
"""),
    ("regex bomb", "[I waited]", "[I waited]\n      regex: '((a{1000}){1000}){1000}'", """\
error: acme.yaml:11:14: regex: its repeats come to more than 10,000 pieces (repeat fewer times)
   |
11 |       regex: '((a{1000}){1000}){1000}'
   |              ^
"""),
    ("regex of a thousand brackets", "[I waited]", "[I waited]\n      regex: '" + "(" * 900 + "'", """\
error: acme.yaml:11:14: regex: this is no regular expression: too many brackets in brackets (write phrases if it need not be one)
   |
11 |       regex: '((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((
   |              ^
"""),
    ("no ignores", "      ignores: [Hello.]\n", "", """\
error: acme.yaml:12:7: the examples have no 'ignores' (add 'ignores:' with a text that the rule must leave alone, at least one)
   |
12 |       finds: [I waited.]
   |       ^
"""),
    ("number in words of a limit", "kind: moment\n    type: effort", "kind: limit\n    antipattern: dismiss\n    limit: {max: '1,000,000,000'}", """\
error: acme.yaml:5:18: max is a number from 0 to 10000, not '1,000,000,000' (the nearest is 10000)
  |
5 |     limit: {max: '1,000,000,000'}
  |                  ^
"""),
    ("empty finds", "finds: [I waited.]", "finds: []", """\
error: acme.yaml:12:14: 'finds' is an empty list (write at least one entry)
   |
12 |       finds: []
   |              ^
"""),
    ("same text in both", "ignores: [Hello.]", "ignores: [I waited.]", """\
error: acme.yaml:13:17: this text stands under 'finds' too (decide which it is, and remove the other)
   |
13 |       ignores: [I waited.]
   |                 ^
"""),
    ("turn without speaker", "ignores: [Hello.]", "ignores: [['Hello.']]", """\
error: acme.yaml:13:18: a turn of an example begins with who speaks (write "customer: ..." or "agent: ...", in quotes)
   |
13 |       ignores: [['Hello.']]
   |                  ^
"""),
    ("turn of an unknown speaker", "ignores: [Hello.]", "ignores: [['client: Hello.']]", """\
error: acme.yaml:13:18: a turn of an example begins with who speaks (did you mean 'customer:'?)
   |
13 |       ignores: [['client: Hello.']]
   |                  ^
"""),
    ("turn that YAML took for a map", "ignores: [Hello.]", "ignores:\n        - customer: Hello.", """\
error: acme.yaml:14:11: an example is a text, not a map (put it in quotes, all of it)
   |
14 |         - customer: Hello.
   |           ^
"""),
    ("examples as a list", "    examples:\n      finds: [I waited.]\n      ignores: [Hello.]\n", "    examples:\n      - I waited.\n", """\
error: acme.yaml:12:7: expected keys and values for examples (write 'finds: ...' below it)
   |
12 |       - I waited.
   |       ^
"""),
    ("tab", "    kind: moment", "\tkind: moment", """\
error: acme.yaml:3:1: a tab stands where YAML wants spaces (indent with spaces, never with tabs)
  |
3 |  kind: moment
  | ^
"""),
    ("second colon", "message: The customer waited.", "message: The customer said: I waited.", """\
error: acme.yaml:6:31: a second ':' in one line (put the text in quotes)
  |
6 |     message: The customer said: I waited.
  |                               ^
"""),
    ("phrase that begins with a brace", "      phrases: [I waited]", "      phrases:\n        - {family} waited", """\
error: acme.yaml:11:20: a text cannot begin with { (put the text in quotes, all of it)
   |
11 |         - {family} waited
   |                    ^
"""),
    ("phrase that begins with a bracket", "      phrases: [I waited]", "      phrases:\n        - [so] I waited", """\
error: acme.yaml:11:16: a text cannot begin with [ (put the text in quotes, all of it)
   |
11 |         - [so] I waited
   |                ^
"""),
    ("phrase that begins with a star", "      phrases: [I waited]", "      phrases:\n        - *really* waited", """\
error: acme.yaml:11:11: a text cannot begin with * (put the text in quotes)
   |
11 |         - *really* waited
   |           ^
"""),
    ("apostrophe in single quotes", "why: Waiting costs.", "why: 'It's no fun.'", """\
error: acme.yaml:7:14: the text goes on after its closing quote (put all of it in "..."; in '...' an apostrophe is written twice: '')
  |
7 |     why: 'It's no fun.'
  |              ^
"""),
    ("quote never closed", "why: Waiting costs.", 'why: "Waiting costs.', """\
error: acme.yaml:8:15: a quote above this line is never closed (close it with " in the line where it begins)
  |
8 |     suggest: "You waited, and that is on us."
  |               ^
"""),
    ("bracket never closed", "[I waited]", "[I waited", """\
error: acme.yaml:10:16: this '[' is never closed, or lacks a ',' (write ']' at its end; quote entries with : [ {)
   |
10 |       phrases: [I waited
   |                ^
"""),
    ("dash without a space", "      phrases: [I waited]", "      phrases:\n        -I waited", """\
error: acme.yaml:11:9: phrases is a list, and its '-' needs a space (begin each entry with '- ')
   |
11 |         -I waited
   |         ^
"""),
    ("line out of line", "    why: Waiting costs.", "   why: Waiting costs.", """\
error: acme.yaml:7:4: this line does not line up with those above it (keys that belong together begin in one column, and so do the '- ' of a list)
  |
7 |    why: Waiting costs.
  |    ^
"""),
    ("line without colon", "    why: Waiting costs.", "    why\n    Waiting costs.", """\
error: acme.yaml:7:5: this line has no ':' (write 'key: value', or begin an entry of a list with '- ')
  |
7 |     why
  |     ^
"""),
    ("backslash in double quotes", "[I waited]", '[I waited]\n      regex: "\\w+ed"', """\
error: acme.yaml:11:15: in "..." a backslash begins a special sign (use '...' quotes instead)
   |
11 |       regex: "\\w+ed"
   |               ^
"""),
    ("text that begins with @", "why: Waiting costs.", "why: @anna said so", """\
error: acme.yaml:7:10: a text cannot begin with @ (put the text in quotes)
  |
7 |     why: @anna said so
  |          ^
"""),
    ("tag", "[I waited.]", "[!!python/name:os.system x]", """\
error: acme.yaml:12:15: '!!python/name:os.system' is a tag of YAML, and rules need none (remove it, or put the text in quotes if it begins with !)
   |
12 |       finds: [!!python/name:os.system x]
   |               ^
"""),
    ("anchor and alias", "[I waited.]", "[&a I waited., *a]", """\
error: acme.yaml:12:15: '&a' is an anchor of YAML, and rules need none (write out what it stands for, or put the text in quotes if it begins with &)
   |
12 |       finds: [&a I waited., *a]
   |               ^
error: acme.yaml:12:29: '*a' is an alias of YAML, and rules need none (write out what it stands for, or put the text in quotes if it begins with *)
   |
12 |       finds: [&a I waited., *a]
   |                             ^
"""),
]  # fmt: skip

# What is wrong with a whole file: a name, its bytes, and what is said.
IN_A_PACK: list[tuple[str, bytes, str]] = [
    ("empty file", b"", """\
error: acme.yaml:1:1: the file is empty (write 'rules:' and at least one rule below it)
"""),
    ("nothing but comments", b"# to do\n", """\
error: acme.yaml:1:1: the file is empty (write 'rules:' and at least one rule below it)
  |
1 | # to do
  | ^
"""),
    ("a list", b"- id: ACME1\n", """\
error: acme.yaml:1:1: a rule file holds keys such as 'rules:', and this is a list (write 'rules:' above, and indent the rest)
  |
1 | - id: ACME1
  | ^
"""),
    ("a text", b"I waited\n", """\
error: acme.yaml:1:1: a rule file holds keys such as 'rules:', and this is a text (write 'rules:' above, and indent the rest)
  |
1 | I waited
  | ^
"""),
    ("unknown section", b"ruels:\n  - id: ACME1\n", """\
error: acme.yaml:1:1: unknown key 'ruels' in a pack (did you mean 'rules'?)
  |
1 | ruels:
  | ^
error: acme.yaml:2:5: the rule has no 'kind', 'name', 'message', 'why', 'suggest', 'examples', 'match' (every rule needs them; rules/README.md shows a whole rule)
  |
2 |   - id: ACME1
  |     ^
"""),
    ("rules without rules", b"rules:\n", """\
error: acme.yaml:1:7: 'rules' is empty (write at least one entry)
  |
1 | rules:
  |       ^
"""),
    ("rules as a map", b"rules:\n  ACME1: {kind: moment}\n", """\
error: acme.yaml:2:3: expected a list of entries for 'rules', not keys and values (begin each entry with '- ')
  |
2 |   ACME1: {kind: moment}
  |   ^
"""),
    ("a rule that is a text", b"rules:\n  - I waited\n", """\
error: acme.yaml:2:5: expected keys and values for a rule (write 'id: ...' below it)
  |
2 |   - I waited
  |     ^
"""),
    ("a pack without anything", b"{}\n", """\
error: acme.yaml:1:1: there is nothing in this pack (write 'rules:' and at least one rule below it)
  |
1 | {}
  | ^
"""),
    ("ten megabytes", b"# x\n" * 2_500_000, """\
error: acme.yaml: the file is larger than 2 MB (split it into several packs)
"""),
    ("binary", bytes(range(256)), """\
error: acme.yaml: this is no text file (name a YAML file, saved as UTF-8)
"""),
    ("old Windows text", "rules:\n  - id: ACME1\n    name: café\n".encode("cp1252"), """\
error: acme.yaml:3:14: the file is not UTF-8 text (save it as UTF-8)
  |
3 |     name: café
  |              ^
"""),
    ("UTF-16", "rules:\n".encode("utf-16"), """\
error: acme.yaml: the file is UTF-16 text (save it as UTF-8; in Notepad: Save as, Encoding)
"""),
    ("NUL bytes", b"rules:\x00\n", """\
error: acme.yaml: this is no text file (name a YAML file, saved as UTF-8)
"""),
    ("bell", b"rules:\n  - id: \x07\n", """\
error: acme.yaml:2:9: an invisible character stands here: U+0007 (delete it, or save the file anew as plain UTF-8 text)
  |
2 |   - id: �
  |         ^
"""),
    ("two documents", b"rules:\n---\nrules:\n", """\
error: acme.yaml:2:1: a second document begins here (remove the '---', or make two files)
  |
2 | ---
  | ^
"""),
    ("billion laughs", b"a: &a [lol, lol]\nb: &b [*a, *a]\n", """\
error: acme.yaml:1:4: '&a' is an anchor of YAML, and rules need none (write out what it stands for, or put the text in quotes if it begins with &)
  |
1 | a: &a [lol, lol]
  |    ^
error: acme.yaml:2:4: '&b' is an anchor of YAML, and rules need none (write out what it stands for, or put the text in quotes if it begins with &)
  |
2 | b: &b [*a, *a]
  |    ^
error: acme.yaml:2:8: '*a' is an alias of YAML, and rules need none (write out what it stands for, or put the text in quotes if it begins with *)
  |
2 | b: &b [*a, *a]
  |        ^
error: acme.yaml:2:12: '*a' is an alias of YAML, and rules need none (write out what it stands for, or put the text in quotes if it begins with *)
  |
2 | b: &b [*a, *a]
  |            ^
"""),
    ("deep nesting", b"rules: " + b"[" * 5000, """\
error: acme.yaml:1:1007: maps and lists are nested more than 30 deep (no rule needs that: write it flatter)
  |
1 | ...[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[
  |                                                                ^
"""),
    ("deep maps", "".join(" " * n + "a:\n" for n in range(40)).encode(), """\
error: acme.yaml:31:31: maps and lists are nested more than 30 deep (no rule needs that: write it flatter)
   |
31 |                               a:
   |                               ^
"""),
    ("list that holds itself", b"lists:\n  kin: [mum, 'my {kin}']\n", """\
error: acme.yaml:2:3: the list 'kin' holds itself (take it out of the lists that it names)
  |
2 |   kin: [mum, 'my {kin}']
  |   ^
"""),
    ("lists in a circle", b"lists:\n  a: ['{b}']\n  b: ['{a}']\n", """\
error: acme.yaml:2:3: the list 'a' holds itself (take it out of the lists that it names)
  |
2 |   a: ['{b}']
  |   ^
error: acme.yaml:3:3: the list 'b' holds itself (take it out of the lists that it names)
  |
3 |   b: ['{a}']
  |   ^
"""),
    ("list bomb", b"lists:\n" + b"".join(b"  l%d: ['%s']\n" % (n, b"{l%d} " % (n + 1) * 40) for n in range(4)) + b"  l4: [x]\n", """\
error: acme.yaml:2:3: the list 'l0' stands for more than 20,000 words (name fewer lists in it)
  |
2 |   l0: ['{l1} {l1} {l1} {l1} {l1} {l1} {l1} {l1} {l1} {l1} {l1} {l1} {l1} {l1} {l1} {l1} {l1} {l1} {l1} {l1} {l
  |   ^
error: acme.yaml:3:3: the list 'l1' stands for more than 20,000 words (name fewer lists in it)
  |
3 |   l1: ['{l2} {l2} {l2} {l2} {l2} {l2} {l2} {l2} {l2} {l2} {l2} {l2} {l2} {l2} {l2} {l2} {l2} {l2} {l2} {l2} {l
  |   ^
"""),
    ("list with an empty entry", b"lists:\n  kin: [mum, '']\n", """\
error: acme.yaml:2:14: an entry of the list 'kin' is empty (write a text, in quotes if it begins with #)
  |
2 |   kin: [mum, '']
  |              ^
"""),
    ("list as a map", b"lists:\n  kin: {mum: dad}\n", """\
error: acme.yaml:2:8: expected a list of entries for the list 'kin', not keys and values (begin each entry with '- ')
  |
2 |   kin: {mum: dad}
  |        ^
"""),
    ("list with a strange name", b"lists:\n  my kin: [mum]\n", """\
error: acme.yaml:2:3: 'my kin' is no name for a list (use letters, digits and _ only)
  |
2 |   my kin: [mum]
  |   ^
"""),
    ("list named as a class", b"lists:\n  number: [dozens]\n", """\
error: acme.yaml:2:3: 'number' is built in, and means something else (use another name)
  |
2 |   number: [dozens]
  |   ^
"""),
    ("a key that is a map", b"rules:\n  ? {a: b}\n  : c\n", """\
error: acme.yaml:2:5: a key is one text, not a list or a map (put a text that begins with { or [ in quotes)
  |
2 |   ? {a: b}
  |     ^
"""),
    ("an id twice", (RULE + RULE.replace("rules:\n", "")).encode(), """\
error: acme.yaml:14:5: the id 'ACME1' is taken by acme.yaml:2 (give it a new id)
   |
14 |   - id: ACME1
   |     ^
"""),
    ("all at once", RULE.replace("type: effort", "type: effrt").replace("[I waited]", "['I (waited', '{famly}']").replace("name:", "nme:").encode(), """\
error: acme.yaml:4:11: unknown type 'effrt' (did you mean 'effort'?)
  |
4 |     type: effrt
  |           ^
error: acme.yaml:5:5: unknown key 'nme' in a rule (did you mean 'name'?)
  |
5 |     nme: Waiting
  |     ^
error: acme.yaml:10:17: '(' is never closed (close it with ')')
   |
10 |       phrases: ['I (waited', '{famly}']
   |                 ^
error: acme.yaml:10:32: there is no list named 'famly' (did you mean 'family'?)
   |
10 |       phrases: ['I (waited', '{famly}']
   |                                ^
"""),
    ("taxonomy: no dimension", b"behaviours:\n  cheer: {name: Cheer}\n", """\
error: acme.yaml:2:10: the behaviour 'cheer' has no dimension (add 'dimension:' and one of listening, acknowledgement, valuing, safety)
  |
2 |   cheer: {name: Cheer}
  |          ^
"""),
    ("taxonomy: unknown trait", b"types:\n  pets: {name: Pets, traits: [fury]}\n", """\
error: acme.yaml:2:31: unknown trait 'fury' (use one of glad, named, no_likeness, oblique, once, quiet)
  |
2 |   pets: {name: Pets, traits: [fury]}
  |                               ^
"""),
    ("scoring: one number only", b"scoring:\n  deduction_cap: 10\n", """\
error: acme.yaml:2:3: scoring has no 'weights', 'credits', 'targets', 'deductions', 'bands', 'window' (a pack gives all numbers of the score; to change single ones write them into empathy-audit.yaml)
  |
2 |   deduction_cap: 10
  |   ^
"""),
    ("seven mistakes of one kind", RULE.replace("[I waited]", "['um', 'a...b', '(', ')', '[x]', '{zz}', '%']").encode(), """\
error: acme.yaml:10:18: 'um' is never heard: um, er and the like are passed over (leave it out)
   |
10 |       phrases: ['um', 'a...b', '(', ')', '[x]', '{zz}', '%']
   |                  ^
error: acme.yaml:10:24: in 'a...b' the '...' is taken for a part of the word (leave a space on both sides)
   |
10 |       phrases: ['um', 'a...b', '(', ')', '[x]', '{zz}', '%']
   |                        ^
error: acme.yaml:10:32: '(' is never closed (close it with ')')
   |
10 |       phrases: ['um', 'a...b', '(', ')', '[x]', '{zz}', '%']
   |                                ^
error: acme.yaml:10:37: ')' closes nothing (remove it, or open it before)
   |
10 |       phrases: ['um', 'a...b', '(', ')', '[x]', '{zz}', '%']
   |                                     ^
error: acme.yaml:10:42: every word of this phrase is optional (leave one of them outside [ ])
   |
10 |       phrases: ['um', 'a...b', '(', ')', '[x]', '{zz}', '%']
   |                                          ^
error: acme.yaml:10:51: there is no list named 'zz' (add it under 'lists:')
   |
10 |       phrases: ['um', 'a...b', '(', ')', '[x]', '{zz}', '%']
   |                                                   ^
error: acme.yaml:10:58: '%' is never heard: only words and numbers are (leave it out, or write a word)
   |
10 |       phrases: ['um', 'a...b', '(', ')', '[x]', '{zz}', '%']
   |                                                          ^
"""),
]  # fmt: skip

# What is wrong with a house style: a name, its text, and what is said.
IN_A_CONFIG: list[tuple[str, str, str]] = [
    ("unknown key", "ruels: {}", """\
error: empathy-audit.yaml:1:1: unknown key 'ruels' in a house style (did you mean 'rules'?)
  |
1 | ruels: {}
  | ^
"""),
    ("duplicate key", "scoring: {}\nscoring: {}", """\
error: empathy-audit.yaml:2:1: 'scoring' stands twice in a house style (remove one of them)
  |
2 | scoring: {}
  | ^
"""),
    ("unknown rule", "rules: {EMP10I: off}", """\
error: empathy-audit.yaml:1:9: there is no rule 'EMP10I' (did you mean 'EMP101'?)
  |
1 | rules: {EMP10I: off}
  |         ^
"""),
    ("no for off", "rules:\n  EMP501: no\n", """\
error: empathy-audit.yaml:2:11: EMP501 cannot be 'no' (did you mean 'off'?)
  |
2 |   EMP501: no
  |           ^
"""),
    ("severity of a moment", "rules: {EMP101: major}", """\
error: empathy-audit.yaml:1:17: EMP101 is a moment, and has no severity (write off, or {tier: ...}; its keys are tier, target, window)
  |
1 | rules: {EMP101: major}
  |                 ^
"""),
    ("unknown severity", "rules: {EMP501: seroius}", """\
error: empathy-audit.yaml:1:17: EMP501 cannot be 'seroius' (write one of off, minor, moderate, major, critical)
  |
1 | rules: {EMP501: seroius}
  |                 ^
"""),
    ("rules of its own", "rules:\n  - id: ACME1\n", """\
error: empathy-audit.yaml:2:3: rules of your own do not stand in a house style (put them in a file and name it under 'packs')
  |
2 |   - id: ACME1
  |   ^
"""),
    ("bands out of order", "scoring:\n  bands: {pass: 95}\n", """\
error: empathy-audit.yaml:2:17: the bands are out of order: strong 90 >= pass 95 >= coach 65 fails (change one of them)
  |
2 |   bands: {pass: 95}
  |                 ^
"""),
    ("negative weight", "scoring: {weights: {listening: -0.1}}", """\
error: empathy-audit.yaml:1:32: the weight of listening is a number of at least 0, not '-0.1' (the nearest is 0)
  |
1 | scoring: {weights: {listening: -0.1}}
  |                                ^
"""),
    ("weights of 0", "scoring: {weights: {listening: 0, acknowledgement: 0, valuing: 0}}", """\
error: empathy-audit.yaml:1:64: all weights are 0: nothing could be scored (give one of them a weight)
  |
1 | ...ring: {weights: {listening: 0, acknowledgement: 0, valuing: 0}}
  |                                                                ^
"""),
    ("cap", "scoring: {deduction_cap: 1_000}", """\
error: empathy-audit.yaml:1:26: deduction_cap is a number from 0 to 100, not '1_000' (the nearest is 100)
  |
1 | scoring: {deduction_cap: 1_000}
  |                          ^
"""),
    ("cap nan", "scoring: {deduction_cap: nan}", """\
error: empathy-audit.yaml:1:26: deduction_cap is a number from 0 to 100, not 'nan' (write it in digits, such as 2)
  |
1 | scoring: {deduction_cap: nan}
  |                          ^
"""),
    ("window", "scoring: {window: {turns: 0}}", """\
error: empathy-audit.yaml:1:27: turns is a whole number of at least 1, not '0' (the nearest is 1)
  |
1 | scoring: {window: {turns: 0}}
  |                           ^
"""),
    ("window in words", "scoring: {window: {seconds: half a minute}}", """\
error: empathy-audit.yaml:1:29: seconds is a number above 0, not 'half a minute' (write it in digits, such as 2)
  |
1 | scoring: {window: {seconds: half a minute}}
  |                             ^
"""),
    ("pattern of paths", "paths: {'[z-a]': {rules: {EMP501: off}}}", """\
error: empathy-audit.yaml:1:9: '[z-a]' is no pattern of paths (write one such as 'chats/**' or '*.vtt')
  |
1 | paths: {'[z-a]': {rules: {EMP501: off}}}
  |         ^
"""),
    ("path without settings", "paths: {'chats/**': {}}", """\
error: empathy-audit.yaml:1:21: nothing is set for 'chats/**' (add 'rules', 'scoring' or 'gate', or remove it)
  |
1 | paths: {'chats/**': {}}
  |                     ^
"""),
    ("speaker on both sides", "speakers:\n  agent: [Priya]\n  customer: [priya]\n", """\
error: empathy-audit.yaml:3:14: 'priya' is said to be the agent too (line 2) (keep one of them)
  |
3 |   customer: [priya]
  |              ^
"""),
    ("unknown side", "speakers: {client: [Ann]}", """\
error: empathy-audit.yaml:1:12: unknown key 'client' in speakers (did you mean 'customer'?)
  |
1 | speakers: {client: [Ann]}
  |            ^
"""),
    ("extends what is not there", "extends: acm.yaml", """\
error: empathy-audit.yaml:1:10: there is no 'acm.yaml' to extend (did you mean 'acme.yaml'?)
  |
1 | extends: acm.yaml
  |          ^
"""),
    ("extends itself", "extends: empathy-audit.yaml", """\
error: empathy-audit.yaml:1:10: this goes in a circle: empathy-audit.yaml -> empathy-audit.yaml (remove one 'extends' of them)
  |
1 | extends: empathy-audit.yaml
  |          ^
"""),
    ("pack that is not there", "packs: [defualt.yaml]", """\
error: empathy-audit.yaml:1:9: there is no pack 'defualt.yaml' (did you mean 'default'?)
  |
1 | packs: [defualt.yaml]
  |         ^
"""),
    ("unknown list", "lists: {prodcut: [Zorp]}", """\
error: empathy-audit.yaml:1:9: no rule and no pack knows a list 'prodcut' (did you mean 'product'?)
  |
1 | lists: {prodcut: [Zorp]}
  |         ^
"""),
    ("list entry", "lists: {turn_taking: ['um']}", """\
error: empathy-audit.yaml:1:24: 'um' is never heard: um, er and the like are passed over (leave it out)
  |
1 | lists: {turn_taking: ['um']}
  |                        ^
"""),
    ("time for a number", "scoring: {bands: {pass: 12:30}}", """\
error: empathy-audit.yaml:1:25: the band 'pass' is a number from 0 to 100, not '12:30' (write it in digits, such as 2)
  |
1 | scoring: {bands: {pass: 12:30}}
  |                         ^
"""),
    ("tag", "rules: {EMP501: !off x}", """\
error: empathy-audit.yaml:1:17: '!off' is a tag of YAML, and rules need none (remove it, or put the text in quotes if it begins with !)
  |
1 | rules: {EMP501: !off x}
  |                 ^
"""),
    ("binary", "\x00\x01", """\
error: empathy-audit.yaml: this is no text file (name a YAML file, saved as UTF-8)
"""),
    ("list for a map", "scoring: [bands]", """\
error: empathy-audit.yaml:1:10: expected keys and values for scoring (write 'weights: ...' below it)
  |
1 | scoring: [bands]
  |          ^
"""),
    ("many mistakes", "ruels: {}\nscoring: {deduction_cap: lots}\nspeakers: {agnt: [A]}\n", """\
error: empathy-audit.yaml:1:1: unknown key 'ruels' in a house style (did you mean 'rules'?)
  |
1 | ruels: {}
  | ^
error: empathy-audit.yaml:2:26: deduction_cap is a number from 0 to 100, not 'lots' (write it in digits, such as 2)
  |
2 | scoring: {deduction_cap: lots}
  |                          ^
error: empathy-audit.yaml:3:12: unknown key 'agnt' in speakers (did you mean 'agent'?)
  |
3 | speakers: {agnt: [A]}
  |            ^
"""),
]  # fmt: skip
