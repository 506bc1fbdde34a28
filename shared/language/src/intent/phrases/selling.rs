//! Readiness to sell, and talk about the price.

use super::Group;
use super::Mark::{Condition4Sale, Interest, Offer};
use super::Negated::{Refuses, Stays};

pub(super) const GROUPS: &[Group] = &[
    Group {
        mark: Interest,
        weight: 3.2,
        negated: Refuses,
        why: "shows a wish to sell",
        patterns: "
            let us see what you|u can|could|have|got; let us do it|this; ^ let us go $; were|was|been|just talking|
            discussing|thinking|joking about|of that|this|it|selling; what|whatever * do you|u * need|want from me|us;
            how can|do|would|should * get|start started|going|moving; come on by|over|out;
            ^ now|anytime|today|whenever * works|good|fine|please|$; run it|that by me|us; have
            a? look at * it|@home|too; i|we can|could be * talked|persuaded;
            want|wanting|like|love|looking|ready|willing|trying|hoping|need|needing|thinking|
            open|planning|plan|considering|consider|prefer|interested|interest|decided|eager|
            happy|glad|prepared|inclined|thought|contemplating|hope|motivated|intend|going|
            thinkin|talking|contemplate|debating|entertaining|pondering|itching|desperate * to|
            in|of|about|on|it|2|maybe|possibly|me|the|into @sell; consider|considering|thinking|
            contemplating|entertaining|exploring|discussed|discussing|talked|thought * @sell;
            would|could|might|may|will|we|i|can|rather * sell; ready|willing|open|want to|for|2|
            of sell|listen|talk|deal|negotiate|discuss|move|offers|offer|suggestions|ideas|
            hearing|hear|it|entertain|anything|options|discussion; i|we|very|am|are|might|may|
            could|yes|be|definitely|still|def|super|extremely|quite|really|possibly|somewhat|
            also|im|potentially|maybe|slightly|always interested|intrested; ^ interested|
            intrigued; interested|intrigued $; interested if|yes|please|in|but|what|how|tell|
            depending|let|hearing|talk|and|send|call|when|to|at; is|are|was|am there interest;
            interest in selling; it|@home|property|yes|mine|they|is|s still? for sale; up|put|
            putting|going for|on|up|it * sale|market; for sale * yes|if|at|by|always; listing|
            list it|this|the|my|our|soon|with|@home; on the market; about to|2 list|sell; on|hit
            the market; want|trying|ready * to cash out; take it off * hands; sell it|this|
            @home|the|my|our|to|for|soon|asap|now|quick|fast|them|both|all|that|these|one|
            anyway|today; gotta|must|have|need|needs|got|has to sell|go; i|we sell; selling|sell
            it|my|our|this|the|soon|@home|both|all|them|because|due|since|to|now|by; ^ selling|
            sell|seller $; motivated seller|to; yes selling|sell|sale; everything|anything|all|
            it|always|most|of|every is * for|a? sale|price|offer|right|number; everything|
            everyone|every|anything|everybody|all has|have|got * price|number; for|with|if|at|
            depending|at|is|was|be|given the|a|its? * right|good|decent|fair|great|reasonable|
            correct|serious|crazy|insane|stupid|amazing|perfect price|offer|number|amount|deal|
            money|terms|buyer|circumstances|is|situation|person|figure|cash; right|good|fair|
            decent|reasonable price|offer|number|amount|figure|deal; right|enough money; if|
            when|as|depending|long * the? price|number|offer|money|numbers|terms|offers|amount *
            is|are|right|good|fair|makes|make|high|there|sense|decent|enough|makes|works|right|
            great; price is|was|be * right|good|decent|fair|nice; make it worth|worthwhile;
            worth my while; if * worth it|my|our; make|made|makes|making * sense; offer * can|
            could * refuse; can not refuse; cant|not turn|pass down|up; depends|depending|
            depend|contingent|based on|upon|what|how|the|who|your|if; ^ depends|depending|
            depend|conditionally|potentially|negotiable $; ^ depends|depending on; it|would|all|
            that|really|just depends|depend|depending; make|send|give|shoot|throw|submit|
            present|email|mail|text|bring|drop|gimme|fire|hit|show|provide|get|put|share|write|
            forward|draft|propose|extend|tender|toss|float|write|offer * @me|it|over|a|an|your|
            some|up|the|in|with|through|together|best|one|by|any? * offer|offers|proposal|bid|
            deal|loi|something|info|information|details|best|terms; make|send|give|shoot|throw|
            submit|present * offer|offers|proposal|bid; send it|one|over; make me one; send|
            give|email|mail|share|need|want|get|like|see|more|some * info|information|details|
            specifics|literature|brochure|particulars; ^ send|shoot|bring * it|offer|info|over|
            on|me|something|one|details|away; ok|sure|yes|fine|please send|shoot|submit; go|fire
            ahead; hit me $; lets|let us * talk|hear|see|do|discuss|chat|make|deal|go|negotiate|
            work|meet|figure|connect|start|move|get|roll; let me|us hear|see * it|offer|what|
            your|number|the|how|numbers|$; hear|see|entertain|consider|listen|review|take|
            accept|evaluate|look|welcome|receive|hearing|seeing|listening|entertaining|
            considering|taking|accepting|reviewing|field|fielding|discuss|considered|explore *
            an|a|your|any|the|all|one|some|reasonable|serious|cash|at|to? * offer|offers|
            proposal|proposals|bid|bids|options; hear|see|listen * you * have|got|say; listen|
            entertain|consider|considering|listening * you|it|that|this|what|your|$; hear you
            out; i am|m|we|all * listening|ears|listen|curious|intrigued; all ears; open to|2|
            minded|for|if|about; ^ open; be|am|im|are|always|definitely|possibly|still|maybe|
            very open; tell|give|send|hear|learn|share|explain|find @me? * more|details; tell me
            about it|the|this; tell me|us * more|about|everything; more info|information|
            details|about; interested|like|want to|in know|knowing|hear|hearing|learn|see|seeing
            * more|what|offer; what * you|do * have|had|got|propose|thinking * mind; what are|
            were you thinking|proposing $; what you|yall|u got|have|thinking $; what|wat do|have
            you got|have $; what do|did you have in|$; what * in mind; what are you|u thinking|
            proposing|suggesting $; what is|was|s? * your|the proposal|plan|proposition|pitch|
            idea; what|how can you|u do for|$; possibly|potentially|perhaps|maybe|might|may|
            could|probably|likely|definitely|certainly|absolutely|surely|would|am|will be? *
            interested|sell|selling|consider|open|considering|persuaded|convinced|willing|
            swayed|tempted|talked|listen|entertain|motivated|game; persuaded|convinced|tempted|
            swayed|talked|enticed|persuade|convince|tempt|entice; ^ possibly|potentially|
            conceivably|tempting; am|are|would|might|could|may|be game|interested|willing|
            considering|keen; i am down|game; would consider|entertain|listen|sell|be|like|love|
            discuss|look|talk|appreciate|welcome; ^ would|could|might|may consider|sell|be|
            entertain|listen|do; may|might|could|would * consider|entertain|sell|listen; if i|
            we|you|u|ya * get|got|offer|pay|can|could|come|make|give|offered|gave|made|hit|got|
            match * enough|right|good|money|price|my|offer|more|number|decent|fair|what|over|
            above|for|it|me|worth|well|big|that|great; are|do|does|is|would|still * you|company|
            buyer|client * interested|want|wanting|looking|like|trying|hoping|serious * buying|
            buy|purchase|purchasing|mine; you|u * interested in it|this|mine|my|that|buying; do|
            would|are you * want|like|interested|looking|trying * buy|purchase|it|buying|
            purchasing; you want|like|looking|interested|wanting|trying to|in * buy|purchase|
            buying|purchasing; you want|buying|interested|like * mine|my * @home; you|u|yall *
            buy|buying|purchase|purchasing * my|it|mine|this|these|one; buy|purchase|take it|
            mine|my|this|that|off|these|one; you|u can have|buy|take|get it|them|my|this|mine|
            one|$; you|u can|may|could|should * make|send|give|buy|present|submit|offer; come|
            stop|swing|drive|coming * see|look|by|view|check|visit|tour; come see|look; come
            look|see; see|view|tour|show|look|visit * @home|mine|inside; schedule|arrange|setup|
            set * showing|time|visit|appointment|meeting|walkthrough|walk|viewing|call; have|
            got|own|sell|selling|several|also|consider|interested|multiple * other|another|more|
            couple|few|multiple|several|two|three|five|four|different|# * @home|units|parcels|
            rentals|lots; have|got|own another|others|other|more one|ones|property|house|place|
            $; another|other|different @home|one * sell|selling|sale|interested|consider; have *
            portfolio|package; you|u interested|want|like|consider|looking|buy * in|another|my|
            other|that|one|mine|it|in; call|phone|ring me|us * $; call|phone|ring me|us *
            about|discuss|asap|please|pls|anytime|now|if|so|to|and|at|lets|with|today|when|
            whenever|on|for|i|we|today|when|$; give|gimme @me|us a|another * call|ring|buzz|
            shout|holler; can|could|would|please|may|should|like|prefer|rather|easier * talk|
            discuss|chat|speak|meet|connect|zoom; can|could|would|please|may * call me|us; talk|
            discuss|speak|chat|meet|meeting|connect|conversation * phone|person|further|details|
            sale|selling|price|options|numbers|turkey; discuss it|this|further; talk to me|us;
            feel free|to * call|contact|reach|send|make|text; reach * me at; best time to|for;
            email|mail|text|call|reach me|it|the|your|us * <email>; <email>; ^ let us|s|me?
            talk|discuss|chat|hear|do|make|deal|meet; do it|this|business; let us do|go|deal;
            sounds|sound|look|looks * interesting|intriguing|tempting|promising; tempting|
            tempted|intrigued|curious; ^ go ahead; ^ go on; keep talking; ^ continue|proceed; i|
            we|would|love|like|want|please|yes|still * would|love|like|do|want|please|am|are *
            to|hear|it|that|offer|one|an|$ * hear|see|know|offer|talk|discuss|sell|proceed|
            start|move|get|begin|learn|meet; i would like|love|appreciate|want; ^ i|we would|
            might|may|could $; got|have|had|you|caught my|me|our attention|interest; ^ im|i am?
            in|down|game $; count me in; where do i|we sign|start|begin; sign me up; where do i
            sign; of interest; help * sell|selling; need|needs|want|has|have it|this sold|gone;
            should|ought * sell; my|our @kin * sell|selling|interested|open; ^ tell me|us? more;
            tell me|us more; thinking about it yes; yes * thinking about it; money talks; if *
            numbers|number|terms|price|offer|math work|works|makes; what is on your mind; have|
            had considered|discussed * it|that|selling; have thought|talked about it|that|
            selling|$; ^ are? you buying|interested $; want out; out from under; let us discuss|
            talk|chat|negotiate; have|had * been * thinking|talking|considering|planning|
            meaning|debating|contemplating|discussing * it|this|that|about|$ * $; still|yes
            interested|selling|open|considering; it is|yes|property|house still available; still
            interested|open; yes|yeah|yep|sure|ok|absolutely|definitely * interested|open|
            consider|selling|sell|listen|talk|entertain|offer|send|willing|hear|available; maybe
            * offer|price|right|sell|if|depends|depending|interested|what|tell|how|would|
            consider|could|can|selling|send|call|i|we|for; yes|sure|maybe|ok if|for|depending|
            at|but the|on|only * price|right|offer|good|money; sell * if|for|but|depending|when|
            as|at|quick|fast|soon|asap|to|price; cash offer would|is|sounds|please|sure|ok|yes;
            look|take|buy|package|do * all|both|them * package|together|deal|
            of|three|two; as a package; package deal; good|great|perfect timing; prayer|prayers answered; been waiting|hoping|looking|trying for|to|on * you|someone|somebody|buyer|sell|call|offer
        ",
    },
    Group {
        mark: Interest,
        weight: 3.5,
        negated: Refuses,
        why: "offers what there is",
        patterns: "
            everything|anything always|is|ever? for sale; all|most of it|them is|are? for sale;
            own|have|got * and|plus|also? another|two|three|four|few|couple|several|some|# more|
            others|other; would|could|can|will|do|are you|u|yall|they ** look|looking|interested|
            take|buy|want ** all|both #|of|three|two|four|them|$; what|
            whatever else? do|would you|u|yall need to|from know|me
        ",
    },
    Group {
        mark: Interest,
        weight: 4.0,
        negated: Stays,
        why: "does not refuse",
        patterns: "
            you|u|yall * interested|want|looking|like|wanna|to * in|to? buy|buying|purchase|
            purchasing ** @home; ^ want|wanna|care to? buy|purchase my|our|another|this;
            do? not stop now|there; you|u can|could|may|should come|stop|swing|drive|pass by|over|out|see|look|through|anytime|whenever|tomorrow|today|this|saturday|sunday|on; welcome|free|feel to come|stop|swing|drive|pass by|over|out|see|look|through|
            anytime|whenever|tomorrow|today|this|saturday|sunday|on; ^ yes|ok|sure|please|well? come|stop|swing|drive by|over|out|on $|whenever|anytime|sometime|if|to|and|when|then|any; come|stop|swing|drive by|over|out to? see|look|my|our|the|whenever|anytime|sometime @home|it|$; call|text|ring|phone|hit me|us? up? when|whenever you|u|ya * chance|time|can|free|available|ready|minute; @sell after all; interested after all; ^ come take|have|see; come|stop|swing by
            sunday|monday|tuesday|wednesday|thursday|friday|saturday|tomorrow|anytime|whenever|tonight|today; show you|u|yall
            around|it|the|through; are|is|r you|u|yall|guys still buying; you|u|yall still buying|buy|interested;
            still buying; do not stop|quit @text|now|there|here|talking|trying|please|$; if you|u|yall|they want|interested|buying|buy|looking|need * both|all|another|two|
            package; been waiting|hoping|praying for|on|to *
            you|someone|somebody|anyone|buyer|this|hear; but maybe|possibly|perhaps|yes|sure $; no longer not|un interested|opposed;
            not not interested; not|never * opposed|against|averse|object|oppose|closed|adverse|
            ruled; not|never mind * sell|selling|offer|offers|it|if|hearing|talking|an|
            listening|a|discussing|seeing|taking|that|at|letting; not say|said|saying never|no|
            not; not * bad|terrible|worst|horrible idea|thing|thought; would|could not|never *
            turn|say|hurt * down|no|away|it|money; not * be * upset|sad|mad|unhappy|opposed;
            can|could|would|does not hurt; offer * can not refuse|resist|pass|ignore; never say
            never; not entirely|completely|totally * opposed|against|out; why not * offer|sell|
            talk|hear|send; ^ sure|yes|ok|well? why not $; would not|never rule; not * shut *
            down|door
        ",
    },
    Group {
        mark: Interest,
        weight: 2.0,
        negated: Refuses,
        why: "may be open to selling",
        patterns: "
            selling; offers; an offer; interested; consider; considering; sell; serious offers|
            offer|inquiries; for sale; your|ur offer|proposal; more info|information; buy it|my;
            good offer; willing; offer; let us talk; talk about it; persuade
        ",
    },
    Group {
        mark: Condition4Sale,
        weight: 3.0,
        negated: Stays,
        why: "only on a condition",
        patterns: "
            unless; only|but|except|maybe|guess if|for|unless|when|at; if|for|at|with|depending|
            unless * price|offer|number|money|amount|right * right|good|great|decent|high|
            enough|is|was|crazy|ridiculous|fair|insane|stupid; for the right; right price|offer|
            number|amount|money|deal; if you|u|someone|they|i|we * pay|offer|offered|offers|got|
            get|come|give|gave|came|make|made|had|get|hit|willing; but|though|however|although|
            tho|still ** listen|consider|offer|open|curious|how|what|price|hear|interested|sell|
            talk|entertain|pay|give|depends|depending|number|send|call|would|could|might|mind|
            willing|money|right|anything|everything; curious; just curious; out of curiosity;
            make me|us|it * offer|worth|sense|move|change|rich|sell; can not|cant refuse; worth
            my while; depends|depending on|how|what|the; never say never; everything|everyone|
            anything * price|sale; crazy|ridiculous|insane|stupid|huge|good|great|really|
            serious|strong * offer|money|price|number; would have to|2|be * offer|pay|be|good|
            something|really|a|huge|great|much|worth|lot|significantly|crazy|come; it would
            take|have|need; have to be|offer|pay|make|come * worth|good|lot|really|great|
            something|least|over|higher|big|up|crazy|right|high|<money>
        ",
    },
    Group {
        mark: Offer,
        weight: 3.4,
        negated: Stays,
        why: "talks about the price",
        patterns: "
            zillion|gazillion|bazillion|kajillion|jillion|trillion; billion; one|two|three|four|
            five|six|seven|eight|nine|# and a? quarter|half $;
            <money>; want|take|asking|ask|need|accept|get|expect|wanted|looking|paid|pay|least|
            around|about|for|at|price|like|hoping|than|under|over|above|below|offer|offered|
            hear|thinking|owe|settle|worth|is|do|maybe|between|somewhere|roughly|approximately|
            say|net|clear|walk|believe|considering|thought|closer|close|neighborhood|to|near|
            minimum|min|upwards|north|it|sell|lowest|firm|its|low|mid|high|upper|lower * <num>
            $; want|take|asking|need|accept|least|wanted|hoping|offer|sell|settle|give|expect|
            paid|owe * at|for|around|about|a|it|least|like|is|me|in|than|to? <num>; <num> firm|
            obo|cash|minimum|min|range|net|neighborhood|ish|max|tops; <num> or * best|more|
            higher|nothing|nearest|no; <num> and * yours|deal|mine|done|sold; ^ <num>; too low|
            little|cheap|short|less; go|that low|lower; finance|financing|loan * or cash; cash
            or; way|far|much|kinda|pretty|bit|very|so|really|super|extremely|little too? low|
            lower|less|under|below|short|off; low ball|balling|offer|balls|end|price; lowball|
            lowballing|lowballs|lowballer|lowballed; highball; not * high|good|serious|close
            enough; nowhere|not|even near|close * enough|that|price|what|$; not even|anywhere|remotely close|near; nowhere near|close; not enough; not *
            worth selling; need|want|gotta|expect|expecting|hoping|think|thinking|little|bit|
            lot|much|way|worth * more|higher * than|money|$; more|higher than|then that|this;
            more money; better|higher|increase|improve|raise|bump|counter|sweeten|revised|
            bigger|stronger * offer|price|number|deal; can|could|would|will|you|might * do|go|
            come|offer|pay|give|make * better|higher|more|closer; can|could|would you beat|
            match; come|comes|coming|go|goes|bring|bump|move|raise|get * up|higher; do|go *
            better|higher|more; ^ higher|more|better|counter|negotiable|firm|deal|lower|up * $;
            counter|counteroffer|counteroffers|countering|
            countered; negotiate|negotiable|negotiating|negotiations|negotiation|haggle|bargain;
            meet|split me|in|the|halfway|us|you|half * middle|halfway|difference|half|there|at;
            meet me|halfway|in|us * at|halfway|middle|there; halfway|half way; split|difference
            the|it; firm on|price|at|with|$; price is firm|set|non|negotiable|not|too|higher|
            high|fair|low|good|ok|reasonable|more|way|x|#; my|our|asking|bottom|lowest|minimum|
            final|target|sale|rock|best|reserve price|line|dollar|figure|bottom; my number is
            <money>|<num>; asking|ask|asked for|price|is; not|dont take|accept|go|take
            less|lower|under|below|anything|a|it|for; not|dont sell|let less|lower|under|below|for;
            not|dont|never sell|let it|this|mine|@home? go? for|at|under|below less|that|under|
            below|lower|anything|<money>|<num>|a|any; not * less|penny|dime|dollar|cent than|
            less|under|below|lower; less|lower|under|below than; insult|insulting|insulted|
            laughable|robbery|peanuts|unrealistic; offer|price|number|that * insult|insulting|
            offensive|laughable|ridiculous|joke|unacceptable|disrespectful|unrealistic|crazy;
            highway robbery; steal it|my|the; worth|market|value|valued|appraised|appraisal|
            appraises|assessed|comps|comparables|zillow|zestimate|redfin|neighbors|neighbor|
            houses|similar|sold ** <money>|<num>|double|twice|higher; zillow|zestimate|redfin|
            trulia|comps|comparables|appraised|appraisal|appraises|assessed; market|full|fair|
            retail|top value|price|dollar; contract|paperwork|docusign; top dollar; worth *
            more|way|lot|alot|double|twice|least|much|over|a; double|triple|twice * that|it|
            offer|price|market|value|worth; got|have|had|has|getting|received|turned|declined|
            entertaining|several|many|multiple|already * better|higher|other|another|few|
            several|couple|multiple|cash|an|previous|different * offer|offers; offers already|
            from; someone|somebody|another|other|guy|company|investor|buyer|buyers|neighbor|
            neighbors|agent|realtor|opendoor|they|person * offered|offering|bid; offered|
            offering me|us; an|have offer of|for <money>|<num>; owe|owed|owes|owing * <money>|
            <num>|more|mortgage|bank|against|#; still|do owe; owe on|about|around; payoff|
            balance|principal|mortgage|loan is|of|on|balance|around|about|at * <money>|<num>|it|
            #; equity|underwater; invested|put|spent|paid|bought|dumped|sunk * <money>|<num>;
            bring|add|throw|come|put * <money>|<num>; what|whatever * paid|owe|invested; at
            least what; break even; cover my|the mortgage|loan|costs|payoff|moving|fees; pay|
            cover|include * closing|moving|commission|liens|expenses; we|you|i have|got * deal;
            it is|call it? a deal; accept * offer|deal|price|terms; agree to|on|with * price|
            offer|terms|number; can|could|will|would live|work|deal with that * $; price|number|
            offer|amount works|work; price|number|offer|amount sounds|seems|is * good|fair|fine|
            ok|reasonable|low|acceptable|high; send|email|mail|draft|get|docusign|write|prepare|
            forward|see|review|read|bring|fax|print|need|have|receive|received|text|ready|sign|
            signed|signing * contract|contracts|paperwork|agreement|psa|papers|docs|documents|
            docusign; offer in|on writing|paper; written offer; in writing; ready to sign|close;
            where|when|how * sign; signed|signing|sign it|today|yesterday|already|the|now|this;
            will sign; price|figure|offer|amount * negotiable|firm|low|high|fair|good|reasonable|work|works|flexible; number is|was|sounds|seems|looks|not|too|could|would * negotiable|firm|low|high|fair|good|reasonable|work|works|flexible; flexible on|with * price|terms; for * or best|
            nearest; obo; or best offer; in cash; cash only|today|deal|fast|tomorrow|now; price|
            number|amount in|for mind; six|seven|five figures; low|mid|high|upper|lower
            hundreds|fives|threes|twos|fours|sixes|figures; how about|bout * <money>|<num>|more|
            you|we; what about|if <money>|<num>; make it <money>|<num>; can|could|would|might|
            will do <money>|<num>; half|third|double|twice ** worth|value; thinking * <num>; to
            come up; come|go up * from|a|to|some|any|there|more|on|$; more than that|this|what;
            have to|2 pay; need|want|get more than; <num> to|- <num>; <money>|<num>|# per|a acre|sqft|sq|square|door|unit|foot; rather have|get|take|see <money>|<num>; need|want more $; expect|deserve|worth more $; a door|piece; or <money>|<num>|nothing; at <money>|<num>; for
            <money>|<num>; reasonable|realistic|serious|fair|decent price|offer|number|offers;
            net proceeds|in|to|me; your price|offer|number is|was|seems|sucks|not|too|way|
            stinks|will|does
        ",
    },
];
