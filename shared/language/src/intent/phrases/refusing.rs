//! Refusals, and staying.

use super::Group;
use super::Mark::Refusal;
use super::Negated::{Drops, Stays};

pub(super) const GROUPS: &[Group] = &[
    Group {
        mark: Refusal,
        weight: 3.3,
        negated: Stays,
        why: "refuses",
        patterns: "
            ^ why would|should i|we $; where would|will i|we go; where would|will i|we be; ^ no i|we still? live|stay|reside here|in|there; not * for sale; not|never on|in the? market; not * available; is|are|not not * up
            for grabs; not|never|no|nt|neither @sell; not|never going to? sell|move|leave|list;
            no longer for|available|on|selling|looking|want|wanting|wish|considering|interested|
            in; not|never * looking|planning|wanting|trying|willing|going|intending|considering|
            thinking|wishing|want|intend|wish|care|plan|inclined|agree * @sell; not|never *
            looking|planning|thinking to|of|on|about sell|move|part; not looking $; not
            currently|actively? looking; will|would|could|can not|never ever? sell; will never;
            never @sell; never in|ever a|my|sell * lifetime|years|sell|life; nothing * for sale|
            sell; nothing to|for sell|sale; off the? market $|it|for|and|now|since|already|because|sorry; no|nothing for sale; not be
            selling; not * on|for the? market|selling; not a seller; not motivated; do not *
            want|wish|care|intend|plan|need|desire to|any * sell|offer|offers|part|move; do not|
            never want|need * offer|offers|your|money|cash; do not want to $; no|zero|without|
            not * interest|intention|intentions|plans|plan|desire|intent * selling|sell|in|of|
            moving|on|to; no|zero * interest|plans|intentions|intention|desire $; no * interest|
            plans|intention|intentions|desire; not|no|never|nt|neither * interested * selling|
            in|sell|at|but|thanks|sorry|$; not|no|never|nt|neither * interested; uninterested;
            zero interested; not open to; not entertaining|accepting|taking|considering any|an|
            offers|offer|it|that|selling|a; no|not * offers please|thanks|thank|$; never
            considered|thought|wanted; no need|reason|desire|wish to|for * sell|sale|move|it|
            that|$; not * part with; thanks|appreciate|thank|flattered|appreciated * but|no no|
            not|nah|nope|pass|we|thanks; thanks but|no no|not|nah; but no thanks|thank|sorry|
            dice|deal; but no $; no thanks|sir|mam|maam|ma|sirs|thankyou|ty|dear|sorry|siree|
            way|dice|deal|chance|never|please|bro|dude|man|lol|haha|buddy|hun|honey|mister|
            gracias|definitely|absolutely; ^ no|nope|nah|never|negative but? thanks|sorry|
            <laugh>|<pray>|<smile>|<down>|haha|lol|sir|ty; sorry|unfortunately|apologies|
            apologize|regretfully|sadly|afraid but? * no|not|nope|nah|sold|never; ^ lol|haha|
            hell|heck|fuck|oh|um|uh|hmm|god|absolutely|definitely|certainly|def|of|yeah|nope|
            nah|no|well|ummm|hahaha|aw|<laugh>|sorry|please|nope course? no|nah|nope|not|never;
            hell|heck|fuck|damn|oh|god no|nah|nope; absolutely|definitely|certainly|probably|
            prob|most not; i|we think|guess|say|would|will have|say|go|pass|with? not|no|pass;
            do not think so; i think not; will|ll|have|going|must|think|gonna|would|to|rather|a|
            we|i * pass|decline $; ^ pass; i|we|will|hard|gonna|have|to|politely|respectfully
            pass|decline; ^ no|thanks|nah? but? i am good $; ^ no|thanks|nah? i am good thanks|
            bro|man|on|sir|dude|but; ^ we are good $; you can|could|will not * afford; with
            someone|somebody else; going|went with another|different buyer|investor|company|
            offer; why would|should i|we|anyone ** sell; i|we would never; a|hard|big|firm no
            from|for|on|$; ^ house|home|property|place|it sold * $; respectfully|politely
            decline|declining|no; decline your|the|this|any|to|offer; i|we will|would|am|are|
            must|to? decline|declining; i am|m good|set|fine|straight|content|alright|ok|okay $;
            i am|m * good|set|fine|straight|content thanks|but|bro|man|on|here|with|though|for|
            right|dude|sir|where|not|no|fam|<smile>|<up>; we are all? good|set|fine|content|
            happy|ok|comfortable; ^ all? good|set but? no|thanks|here|$; ^ im|i good; ^ we|im|i
            good|straight $; ^ no i am|m|we|it|its|sorry|not|never|sir|please|way|longer|plans|
            interest|we; not|never happening|happen; not|never going to|2 happen|work|sell;
            never happening|ever|happen; ^ never * $; fat|no|not|zero|slim a? chance; over my
            dead; when * hell|pigs freezes|fly|fly|over; cold day|chance; in|only|keep your|
            dreaming dreams|$; dream on; out of the question; not in|for a|this|my|any|all
            million|lifetime|life|thousand|price|amount|money|years|world; not in|for * years|
            bucks|dollars $; not in <money>; not for any|all|a; not at any; at any price;
            wasting your|ur|my|of|our|everyones time; waste your|ur|my|of|our|everyones time; do
            not|dont bother; rather not|keep|stay|die; prefer not|to|keep * keep|stay|hold|$;
            not worth|my|for it|thing|me|us $; answer|its|it|still|always|is|remains is|will|
            still|a|be? * no $; still|always no|not|nope; told * no|not already; said no|not|
            nope; i|already|we|have * said no|not; no means no; not this time|house|property|
            one; forget it|about|that; never mind; ^ nvm; good luck $; too bad|late; not the|a *
            seller|sellers; no longer * sell|selling|offers|interested; not today|really|
            anymore|at $; not really * $; ^ not really|exactly|particularly|especially|likely|
            anymore|us|me|here|interested|selling|for|happening|going|looking|at; not * any|no
            more|longer $; hard pass|no; gonna|going|have to pass; no takers|sale|sell|interest|
            buy|go|bueno|siree|dice; ^ <down> * $; ^ <angry> * $; sold it|that|the|this|@home|
            them|last|in|my|our|years|a|already|back|to|already|long|ages|two|three|year|out|
            everything|both|all|off|months|#|recently|weeks|mine|yesterday|already; @it?
            already|just|recently|been|was|is|has|have|got|were|since|long|previously|since|
            long|yes|now|be sold; ^ sold * $; i|we|he|she|they|mom|dad|husband|wife|family|
            parents|kin sold; sold $; under|in|signed * contract|escrow; under|in contract|
            escrow; already|have|has|got|found|accepted|accepting|took|working|currently * a|an|
            another|with|on buyer|offer|contract|closed|investor; already * buyer|closed|
            accepted|committed|signed|closing|contract|working|pending; found|got a|another|our
            buyer; sale|offer|deal|closing is|already|currently|in? pending|process; pending
            sale|already|offer|closing|now; closed|closing on it|the|this|that|@home * next|
            last|already|week|month|friday|monday|tomorrow|sale|sold|ago|yesterday|$; i|we
            accepted|took an|another|other|a offer|one; sale pending; no longer|not on|in the?
            market; taken|took|pulled|take it|@home|them|that off; just|only|recently|we|i|he|
            she * bought|purchased|refinanced|remodeled|closed it|this|@home|the|in|my|our|last|
            # * $; just|only|recently * bought|purchased|refinanced|refi|built it|this|@home|
            the|in|my|our|not|here; just moved in|here|into; just bought|built|refinanced; rent
            it|@home|this|them out|to|instead|and|for; renting it|@home|this out; going|
            planning|rather to|on * rent|keep|live|renovate|refinance|stay|airbnb|build|keeping|
            staying|holding|renting|living; airbnb; keep|keeping|hold|holding|hang|hanging * it|
            @home|this|that|onto|them|on|mine; keeping|hold|holding|hang|hanging on|onto;
            decided|choosing|chose|opted|prefer not|against|to|2|on|we|i * sell|keep|stay|
            selling|rent|hold|remodel|not|renovate|refinance; decided not|against|to keep|stay|
            to|selling|rent|renovate|hold|sell; changed|change my|our|her|his|their mind|minds;
            pass|passing|passed|hand|handing it|this|that|@home down|on|along; forever|dream|
            retirement|childhood|family home|house; die|dying|buried|retire|retiring|grow here|
            in|there|there; die|buried in|here; carry|take me out; in a pine|body box|bag; love|
            like|enjoy|adore|loving my|our|this|the|it|living * @home|here|there|neighborhood|
            area|street|$; happy|content|comfortable|attached|settled living|where|with|in *
            @home|i|we|it|here|neighborhood; happy|content|comfortable|settled|loving here|
            there|where|with|it|in; never leaving|moving|letting; not|no moving|leaving|going|
            planning anywhere|going|soon|for|out|from|any|to|$; not going anywhere; plan|plans|
            planning|planned|going|intend|want|choose|choosing|like|prefer * to|on * stay|
            staying|keep|keeping|live|living|die|dying|hold|holding|remain|retire * in|here|it|
            there|put|@home|them|on|a|the|for|$; stay|staying|remain|remaining put|here|there|
            where|in|at; are|is|we|i|am staying; leaving|giving|gifting|saving|give|leave|left|
            save * it|@home|this|to|for * my|our|the|his|her @kin|grandkids|grandson|
            granddaughter|nephew|niece|children|grandchildren|church; is|it|that|this|keeping|keep|saving|save|@home|holding|hold|them|one for my|our|the kids|
            grandkids|children|retirement|grandson|granddaughter|grandchildren|son|daughter; ^ for my|our|
            the kids|grandkids|children|retirement|grandson|granddaughter|grandchildren|son|daughter; my|
            our|the @kin|grandkids|children|grandson|granddaughter|nephew|niece|cousin|parents|
            inlaws is|are|will|wants|want|may|might|gets|moved|lives|live|be * getting|get|
            inherit|inheriting|it|moving|move|buying|live|living|taking|take|have|there|in|this|
            the; stay|stays|staying|keep|keeping|been|kept it? in|with the|our|my? family; in
            the family * years|generations|forever|$; generations|generational; great|good|best|
            steady|solid|nice * income|cashflow|tenant|tenants|investment|rental; cash|positive
            flows|flow|flowing|flows; live|living in it|@home|this|there|here * and|not|love|
            with|for|plan|so|no|years|happy; live|living|lived here|there and|so|not|for|since|
            with|happily|love; our|my primary|main residence|home; <no>; nothing * @sell; need
            it|this|that|the for|to * live|stay|kids|family|ourselves; where|then would|will|am
            i|we|my * live|go|move|$; too attached|sentimental|many memories; sentimental|
            memories
        ",
    },
    Group {
        mark: Refusal,
        weight: 3.8,
        negated: Stays,
        why: "will not sell at any price, or has sold",
        patterns: "
            yeah|ya right|jan $; you|u|yall buying|finding me|us * one|house|place|home|another; and|then live|go|move|stay|sleep where $; not even|in|the a|the little|bit|slightest|least|tiny; do i|we look like; million|billion|millions|<money> lying|laying|sitting around; why sell when|if|it|something|now|at|$; would sooner|rather * burn|die|eat|give|torch|starve|rent|set|keep; pig|pigs|hell|cows * fly|flies|freeze|freezes|home; all the tea; not now|today|yet * not|nor|or ever|never; not * not ever;
             not now|today|yesterday not|nor|or|and ever|never|tomorrow|later|not; not ever $;
            signed|sign|have|got|has|under|in|with a|an|our|the|exclusive? listing|exclusive|
            agency agreement|contract; listing agreement; new people|owners|family|folks|couple
            own|owns|has|have|bought|live|lives|got;
            not|no|never * interested in your|ur|the|any|an|this|that|his offer|offers|proposal|
            price; decided|chose|opted|voted against; i|we still would|could|will not $;
            not * leave|leaving my|our @home; what|who|why * make|makes|made|gives|gave|says|said you|u|i * think|assume|believe|
            idea|sell|selling; there is|was not|no * number|price|amount|dollar; not in|ever the
            future|life|again; gave|deeded|gifted|transferred|donated|willed it|@home|that|this
            * to; not for what|the|that * you * pay|offer|offering|paying|offered; could|would|can|
            will not * pay|offer|give me|us enough; no|not amount|kind|sum|price
            of|$ * money|$; not enough money|cash; money|cash can not; not|never @sell * double|
            triple|twice|all|any|anything|pennies|half|ten; if i|we ever? want|wanted|decide|
            decided|did|was|were|needed ** i|we would|will|can; love|like my|our|the neighbors|
            neighborhood|street|view|yard|block; i|we|just|already|have accepted|took|taken an|
            another|a|someone * offer; i|we|have got|have|found|received|accepted|took * better|
            higher|another offer|deal|buyer; have|has|had|got|is|are|it|@home|already listed;
            listed with|w|by|on|at|for|through; talk|speak|call|contact|ask|reach|go|text * my|
            our|the|through agent|realtor|broker; answer has|is|have not changed|change; answer
            is|remains the? same|still; closed|closing on it|this|that|@home * back|last|in|already|yesterday|week|so|at|end; so it|@home is gone; hang|hanging|hold|holding|holdin on
            to|onto|2 * it|this|@home|mine|what; @kin|children|grandkids|grandson|granddaughter|
            he|she|they will|is|are|going|gonna * inherit|inheriting|have it|have this; why|what
            would|should|on i|we|earth ever? do|want * that|this|sell; @sell * are you|u|ya
            kidding|crazy|nuts|serious|insane|joking; over|past my|our dead; where|and would|
            move|will i|we|where * live|go|move $; where would|will i|we live|go|move
        ",
    },
    Group {
        mark: Refusal,
        weight: 2.2,
        negated: Drops,
        why: "seems to refuse",
        patterns: "
            ^ <laugh>|lol|haha|ok? bye|goodbye * $; i|we live in it; i|we live here|there; have|has|got|with|using|hired a|an|my|our|
            already agent|realtor|broker; listed with|by|through * agent|realtor|broker; working
            with * agent|realtor|broker; ^ good luck $; no need; best of luck; not at all; ^
            doubt|doubtful; doubt it|that|i|we; unlikely; highly|very doubt|unlikely; why would
            i|we|anyone * sell; not likely
        ",
    },
];
