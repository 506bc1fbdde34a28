//! The wrong number, the wrong person, no owner.

use super::Group;
use super::Mark::WrongNumber;
use super::Negated::{Drops, Stays};

pub(super) const GROUPS: &[Group] = &[
    Group {
        mark: WrongNumber,
        weight: 3.5,
        negated: Stays,
        why: "says that we have the wrong person",
        patterns: "
            ^ i am only|just|like? 17|16|15|14|13|12|11|10 $|and|lol|dude|bro; ^ it|that|this? is my @kin|sisters|brothers|mothers|fathers|moms|dads|parents|sons|
            daughters|husbands|wifes|exs $;
            this is a|an|the ~? * shop|store|restaurant|office|school|hospital|business|church|
            bakery|salon|clinic|hotel; live|living in an|a apartment|apartments|condo|dorm|trailer * not|dude|$; wish i|we|
            it owned|did|had|was|were; wish i|we could afford; is my|his|her|their|the
            neighbors|neighbor|friends|friend|cousins|aunts|uncles|bosses|landlords * @home; my|
            the landlord owns; landlord not me; wrong|incorrect|rong|worng|wron|bad number|person|numbers|guy|phone|one|man|lady|
            woman|gal|people|contact|info|information|party|house|address|owner|dude|cell|
            property|individual|name|chick|home|place|fella|seller|human|family|bro|buddy|girl|
            kid|data|line|family|sir|mr|ms|mrs|hombre; ^ sorry|oops|hey|yo|wrong|lol? wrong $;
            mistaken identity; outdated|old|wrong|incorrect|bad|faulty|inaccurate information|
            info|data|list|records|intel|contact; not|isnt the|your right|correct|same person|
            number|guy|one|owner|contact|party|individual|man|woman|lady|phone|john|address;
            have|got|are|must|think|reached|dialed|texted|dialing|texting * me|the confused|
            mistaken|mixed; confused|mistaken|mixing|mistaking|confusing me|us|this|up; mistook
            me; confused with; mistaken $; you are|must * mistaken|confused; not * person|one|
            guy|man|lady|owner * looking|want|need|trying|think; looking|searching|trying|meant|
            meaning|intended|thinking|texting|calling|contacting|reaching|want * for|to|of|at? *
            someone|somebody|different|another else|person|guy|number|owner; for|is|was|reached|
            texting|be someone|somebody|somone else $; ^ someone else $; someone|somebody else *
            number|phone|property|house|owns|is|s|now|you|that|lives; else|someones|anothers
            number|phone|house|property; no one|body|person|1|john|such * by|with|of|named|here|
            called|name; nobody|noone|none * by|with|named|here|called|name|goes|lives; no such|
            one person|by|named|here; no|not|isnt|aint * here|person|one by|with|named|called|
            of|@month that|the|a|this * name; no|not|isnt * named|called here|$; there|this is|
            s|are not|no|nobody|none|isnt * here|by|named|at|phone|name; this is|isnt not *
            phone|number|cell|anymore|line|him|her|he|she|them|mr|mrs|ms|who|me|my|person; not|
            isnt * his|her|their|the|your|johns|marias * number|phone|line|cell|contact; not *
            his|her|their|john number|phone|house|property; does|do|did not|no * have|use|own|
            answer this|that|the number|phone|line; no|not longer|long|any * his|her|their|this|
            my|the|have number|phone; number|phone is|has|was|belongs|used|belonged|changed|got
            * changed|new|different|recycled|mine|reassigned|someone|another|to|now * $; just|
            recently|only * got|have|had|bought|received|gotten|changed|given * this|a|new|my
            number|phone|line|cell; got this|a|my new? number|phone; is|have a|my new? number|
            phone $; have|had this number * years|months|weeks|since|for|long|days|year;
            recycled|reassigned number|phone; new owner of * number|phone; previous|old|prior|last|former owner|person|number|user * number|phone|of|this; not|isnt|no|never|
            aint my|mine|ours|our @home|address|street|place|properties|houses|$; not|isnt|no|
            never|aint|wasnt * mine|ours; not my|our * @home; never|not|no|dont|nor|longer *
            own|owned|bought|purchased * it|that|this|any|a|the|@home|there|anything|one|on|in|
            at|here|nor|or|such|real|no|$; never|not * live|lived|lives|stay|stayed|resided|
            reside * there|here|in|at|that|on|$; never heard|been|met|owned|lived|bought|had; do
            not have a|any|that|this|the|@home|no|one * @home|there|here|named|any|that|$; no
            longer|not|isnt|aint|never|wasnt * longer? the|an|a|its * owner|homeowner|landlord|
            homeowners|owners; not|no * longer? owner|homeowner|ours; no longer own|mine|ours|
            owner|the|have|live|belongs|his|her|lives|owns|owned|my; not|longer own|mine|ours|my
            $; do not own; i|we do not|never|no own|owned; own nothing|no|zero * there|property|
            house|home|here|nothing|$; own no|zero; ^ not|isnt mine|me|my|him|her|ours|us $; ^
            not|isnt me|him|her|mine; not me|him|her|us $; used to own|live|be|have; use to own|
            live; owned it|that|this|by before|years|back|until|long|once|someone|my|somebody|
            another|by|bank; belongs|belonged to someone|my|another|somebody|his|her|him|a|the|
            them|our; ask|talk|speak|contact|call|text|find|reach * the|real|actual|right|my|
            correct * owner|landlord; i|we|just|only|simply|currently * tenant|renter|renting|
            leasing|lessee|caretaker; i|we am|are * the|a|just|only * tenants|renters|tenant|
            renter; i|we|just|only|but rent|lease here|there|it|this|the|from|an|and|not|only|
            here|this|$; just rent|renting|lease|leasing; i rent; do|does not * know|no * who|
            what|that|him|her|anyone|anybody|any|them|a|this|of|where * is|property|person|
            address|name|named|house|are|about|street|place|talking|he|she|talk|mean|you|that|
            this|$; do not know that|any|him|her|them|anyone|anybody|john|maria|mr|mrs|of; who
            is ~ $; who is john|maria|david|robert|mike|susan $; ^ who is he|she $; no|not idea|
            clue|have * who|what|where * is|that|talking|you|are|this|property|address|means|he|
            she|mean|it; not * familiar|aware|acquainted with|of; not know|familiar|recognize|
            recognise|with|heard|aware * address|street|house|property|person|name|place; not
            sure|certain who|what * talking|looking|property; what property|house do|i|we not;
            owner is|has|was|lives|died|passed|sold * deceased|dead|someone|elsewhere|else|away|
            moved|$; he|she|they|owner|person|who|mr|mrs|uncle|aunt is|has|are|was|have|s|just|
            been? * passed|deceased|died|dead; he|she|they|owner|john|maria|david|robert|susan|
            who|is|has|mr|mrs passed|died|deceased|dead; is|are|been|long|now deceased|dead;
            does|do not|no|longer|any * live|work|stay|reside|lives|works * here|there|at|
            anymore|longer|more; no|any longer|more lives|works|resides|live|at|here|stays; he|
            she|they|owner|john|family|previous|maria moved|left|relocated * away|out|years|to|
            long|ago|last|a|$; moved|left out|away|years|long|from * years|ago|there|house|
            address|last|long|back; check|update|verify|fix|double|correct your|ur|the|check *
            records|data|info|list|facts|source|sources|information|database; your|ur|the
            records|data|info|list|information|database|record is|are|was|needs|must * wrong|
            bad|old|outdated|off|incorrect|mistaken|outdated|not; not|no|never * related|
            affiliated|associated|connected|relation * to|with; no relation|affiliation|
            connection|association; i am|m * # years|yrs|yr|year|yo * old; ^ i am only|just|like? 10|11|12|13|14|15|16|17 $; i am|m|was|only a|
            just|only|still|14|15|16|17|13|12 * kid|minor|teenager|student|child|teen|years; too
            young to; i am homeless|broke|poor|# * do|cant|not|lol; bank|county|city|state|ex|
            brother|sister|mother|father|mom|dad|landlord|company|boss|parents|grandma|
            grandmother|uncle|aunt|cousin|son|daughter owns|took|has|repossessed|foreclosed *
            it|that|the|this|@home|$; lost ** foreclosure|divorce|bank|years; lost it|the|that|
            @home to|in|years|back|during; not my * @home|number|name|problem|business|land;
            not|isnt|dont|never|no|wasnt john|maria|david|mike|susan|robert|james|michael|jose|
            mary|linda|carlos|tom|steve|richard|joe|karen|bob|bill|sarah|lisa|kevin|brian|mark|
            paul|george|mr|mrs|ms|miss; my name is|isnt|s|not * not|isnt
        ",
    },
    Group {
        mark: WrongNumber,
        weight: 2.2,
        negated: Drops,
        why: "seems not to be the owner",
        patterns: "
            new number|phone; i am not ~ $; not ~ $; this is not ~; i am not ~ and|sorry|i|but;
            is not ~ $; this is * @kin; is my|the|his|her|our @kin|mothers|fathers|moms|dads|
            parents|landlords|brothers|sisters|sons|daughters|husbands|wifes|exs|bosses * @home|
            number|phone|name; my|our @kin|mothers|fathers|moms|dads|parents|landlords|brothers|
            sisters|sons|daughters|husbands|wifes|exs|landlord @home|number|phone; belongs|
            belong|belonged to; gave|signed * to|over * @kin|ex|children; you|u mean|want|meant|
            looking|need * my|the|his|her|for|@kin; never met|heard|knew; who is ~ $; who is
            that|he|she|john|maria $; you|u want|need|should|have * my|the landlord|owner|parents
        ",
    },
];
