"""Common words a note may use. Each line is a list: translators give words of their language, as many as they like.

No word here is anybody's name, a number, a day, a month or a kind of street. A note made of these words alone cannot
name anybody, whatever script it is in.
"""

from __future__ import annotations

from companion.i18n.catalogs import N_, tr

# Lists of words, not sentences: give the commonest words of your language with their usual endings, in small letters,
# with blanks between them. Leave out whatever is also a name, a number, a day, a month or a word for a street.
EVERYDAY = (
    N_(
        "a all also and any are as at away back be because been before but by came can come could did do does done down"
        " each else enough every few for from get gets getting give given gives go goes going gone got had has have"
        " having here how if in into is it its just left less like little long made make makes many more most much must"
        " need needed needs never new next no none not nothing now of off often on only open or other others our out"
        " over own put quite really same see seen she he should so some soon still such than that the their them then"
        " there these they thing things this those through time times to together too took under until up us used"
        " usual very want wanted wants was we well went were what when where which while who why with without yet you"
    ),
    N_(
        "alone angry asleep awake bad better big bigger blocked broken busy calm clean closed cold cut dark dirty dry"
        " early empty fast fine full good happy hard heavy high hot hungry hurt ill late light loud low lost nervous"
        " old open pain quick quiet ready sad safe scared short sick slow small smaller sore strong swollen thin"
        " thirsty tired unwell warm weak wet wrong worried worse young upset rainy stronger weaker missing shut"
    ),
    N_(
        "ask asked asking bring brought buy call called carry change changed check collect collected cry cried drop"
        " dropped eat ended explain explained feel feels felt fell find found gave happened heard help helped hold"
        " inject injected injecting keep kept know knew learn leave listen listened look looked lose meet met missed"
        " move moved offer offered pick plan prefer promise ran refuse refused rest return returned said say says send"
        " sent share shared sharing show showed shown sleep slept sleeping smoke smoked smoking stay stayed stop"
        " stopped take taken talk talked tell told think thought tried try use using vomit wait waited waiting walk"
        " walked warn warned wash worked works worry write"
    ),
    N_(
        "abscess advice alarm allergy ambulance appointment arm bag bags bandage bath bed blanket blankets bleach blood"
        " body boots bottle bottles box boxes breath breathing bridge bus camp cap caps card care children citric cloth"
        " clothes clinic coat coffee community condom condoms container containers cooker cookers court crack dealer"
        " dentist detox doctor dog door dose doses dressing drink drop-in drug drugs exchange eye family fear feet"
        " fence fentanyl fever filter filters fine fines fire foil food foot form friend friends fruit gauze glove"
        " gloves group guard hand hands harm health heart help heroin home hospital hostel hour hours house housing hot"
        " infection information job key kit kits lab lawyer leaflet leaflets leg line lung mask meal medicine message"
        " methadone milk mobile money mouth naloxone needle needles neighbour neighbours nurse office opening order"
        " outreach overdose pack packs pad pads paper park parents peer people person pharmacy phone pipe pipes place"
        " point police powder pregnant prescription pressure price prison problem queue rain rash rat reaction room"
        " rubbish rule rules rumour sauna school sharps shelter shift shoes shop shower side site situation skin sleep"
        " snow soap social socks spoon spray stairs station steel stock stop strips sun supplies supply swab swabs"
        " syringe syringes table tablet tablets team tea tent test tests theft thing tip toilet tourniquet towel"
        " training train treatment trouble tube tunnel vaccine van vein veins visit visitor voice volunteer volunteers"
        " wait ward water weather weight wind winter withdrawal women woman man men work worker workers wound wounds"
    ),
)


def words() -> list[str]:
    """The words of the interface's language."""
    return [word for line in EVERYDAY for word in tr(line).split()]
