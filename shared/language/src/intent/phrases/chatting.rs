//! Greetings, small talk, bare answers, and business that is not ours.

use super::Group;
use super::Mark::{Greeting, Maybe, Neutral, No, Other, Yes};
use super::Negated::{Drops, Stays};

pub(super) const GROUPS: &[Group] = &[
    Group {
        mark: Greeting,
        weight: 1.4,
        negated: Stays,
        why: "greets",
        patterns: "
            hello|hi|hey|howdy|yo|sup|hiya|heya|greetings|hola|oi|ola|hii|helo|hallo|morning|
            evening|aloha|salutations|ello|hai|heyy|hellow|alo|wazzup; good|happy morning|day|
            afternoon|evening|day|night|monday|tuesday|wednesday|thursday|friday|saturday|
            sunday|weekend; how are|r|have|is|you|goes you|u|things|it|been|your|everything|
            life|ya|doing; how do you do; how you|u|ya been|doing|are|feeling|$; how is it
            going|goin|been; how it|things going; what is? up|happening|new|crackin|poppin|good
            $; what up; what is going on $; how can|may i help * $; nice|pleasure|good|pleased|
            great to|2? meet|meeting|hear|hearing|talk|seeing|chat; hope|hoping|trust you|u|
            your|all|this|everything|ya * well|good|day|great|finds|doing|ok|week|having|
            blessed; long time no; <wave>; buenos|buenas|bom|boa dias|tardes|noches|dia|tarde|
            noite; que tal|onda|pasa; como esta|estas|vai|estan|voce; tudo bem|bom; you there;
            anyone|anybody there; are you there|ok|around|available|up|busy|awake
        ",
    },
    Group {
        mark: Greeting,
        weight: 2.6,
        negated: Stays,
        why: "says a name",
        patterns: "
            ^ hi|hello|hey|good|yo? this is ~; this is ~ $; this is mr|mrs|ms|robert|tom|mike|
            john|maria|james|mary|michael|david|linda|carlos|jose|karen|lisa|sarah; my name is;
            i am ~ * $; ^ hi|hello|hey? i am ~; ^ ~ here|speaking; ^ hi|hello|hey ~ here; name
            is|s ~; me llamo|chamo; mi|meu nombre|nome es|e; soy|sou ~; this is his|her|johns|
            marias|their @kin; i am his|her|their|johns|marias|the @kin
        ",
    },
    Group {
        mark: Neutral,
        weight: 3.0,
        negated: Stays,
        why: "says no more than that it was read",
        patterns: "
            ^ ok|oh? fair enough $; ^ say what * $; ^ ok|oh? i see $; ^ got it|you $; ^ good one $; ^ no
            problem|worries $; ^ same here $; ^ likewise $; ^ let me know $; ^ you too $
        ",
    },
    Group {
        mark: Neutral,
        weight: 2.0,
        negated: Stays,
        why: "is polite or says little",
        patterns: "
            ^ huh|hmm|what|eh|wut $; good luck|best with|on your|the|ur search|hunt|business|
            endeavors|future; you already texted|asked|messaged|contacted|sent;
            thanks|thank|thankful|appreciated|appreciate|gracias|obrigado|obrigada|valeu|
            grateful|cheers|thankyou|tysm; ^ ok|cool|great|alright|fine|good|perfect|nice|
            awesome|excellent|wow|word|bet|aight|alrighty|gotcha|understood|noted|copy|roger|
            wonderful|fantastic|super|dope|vale|bueno|bien|beleza|blz|ta|entendido|listo|cierto|
            perfecto $; ^ ok|cool|great|alright|fine|good|perfect|nice|awesome|yes|thanks|
            sounds|all got|thanks|sounds|good|great|cool|thank|perfect|sir|man|bro|then|will|
            well|no|and|so|fine|np|right|you|deal * $; ^ got|gotcha it; ^ gotcha|received; ^ 10|
            104|ten; got|received|saw|read|see * message|text|texts|email|it; sounds|sound|all|
            it|is|that good|great|fine|fair|cool|perfect|right|ok $; no problem|worries|prob|
            biggie|stress|sweat|probs|hay; you are|re|your|very|so|most|ur welcome; welcome $;
            have|enjoy a|an|your|the|blessed|good|great|wonderful|nice|safe * day|one|night|
            weekend|evening|week|time|afternoon|holiday|holidays|life|$; god bless|bless|is;
            bless you|your|up|ed; ^ lol|haha|<laugh>|<pray>|<smile>|<up>|<emoji>|<shrug>|hm|hmm|
            hmmm|mhm|mm|mmm|oh|ah|aha|wow|um|uh|uhh|umm|well|k|kl|oops|yikes|whoa|meh|eh $; lol|
            haha|<laugh>|<up>|<pray>|<smile>|<shrug> $; ^ i see|understand|hear|understood|know;
            ^ * interesting $; do not know|care $; not sure|certain $; not certain|positive; no
            idea $; yes and no; not speak|understand * english; have * questions|question; ^
            explain|elaborate|clarify; can|could|please you? explain; is this|it for|about|
            regarding * property|house|home; ^ the? one on|in|at; ^ is this|it for|about the? #
            ; same to|here; not sure what|of * mean|means|about; what you mean; ^ sweet|dang|
            damn|sheesh|lovely|neat $; you too|2|as|as|also; take care $; you take care; will
            do; my apologies|bad|mistake|pleasure; sorry|apologies|apologize|oops $; which|what|
            wich|witch property|house|home|one|address|place|lot|land|street|houses|properties|
            unit|condo|ones|apartment|building|parcel; what|whats|which|wats * address|street|
            property|house; what|which one|ones|1; where|what|which * is|the|that|this *
            property|house|home|address|located|location|place|street|land; the|what|give|send|
            tell * address; which * you|u talking|referring|asking|mean|interested|about|
            inquiring; what * are|do you|u talking|referring|mean|talkin about|to|by|$; talking
            about what|which|a|my; my house on|in|at|or; can you be more|clarify; clarify|
            elaborate|rephrase; repeat that; what do you mean; of course not; ok * bye|talk|
            then|ttyl|thx|thanks|deal|will|later; bye|goodbye|adios|tchau|ciao|peace|later|cya
            $; hmm * interesting|ok|maybe|not|let|i; is that so|right; that is nice|fine|good|
            great|cool|crazy|funny|interesting|awesome|$; funny|hilarious|crazy|wow|amazing; oh
            ok|i|really|wow|no|well|cool|my|nice|gotcha|yeah|god|lord; really $; sure thing;
            makes sense; fair enough; for real|sure; i guess|suppose|think|believe $; whatever|
            idc; so * what|then|now; it is what; just|only kidding|joking|playing; jk; testing|
            test $; done $; both|neither|either; i * understand|respect that|your|you|it; my
            bad|apologies
        ",
    },
    Group {
        mark: Neutral,
        weight: 3.5,
        negated: Stays,
        why: "asks which house, or says that we wrote before",
        patterns: "
            is|was|are|you|u|mean this|that|it|mean|you? for|about|the|talking? about|the? the|my|
            that? blue|white|yellow|brick|green|red|gray|grey|big|little|small|old|vacant|tan|
            brown|pink? @home|one|place on|at|by|near|next|across|off|behind|beside|in|with the|
            a|my|to|from|~; you|u|yall|someone|somebody|they already|just|had|have? texted|
            messaged|called|contacted|wrote|asked me|us|this|already|my? already|last|before|
            yesterday|earlier|about|in|the|on|$; do? not stop on|for my|me|us|that|account
        ",
    },
    Group {
        mark: Yes,
        weight: 1.0,
        negated: Drops,
        why: "says yes",
        patterns: "
            yes|yeah|yep|yup|si|sim|sure|ok|absolutely|definitely|correct|indeed|affirmative|
            certainly|totally|claro|aye|yessir|surely|exactly|right|true|positive|<up>|uhhuh|
            mhm|alright|fine|fosho|oui|da|okie|dokie|agreed|bet|yees|great|perfect|deal|gladly|
            please|yesir|yessum|yas|obviously|simon|isso|dale|roger|<smile>|cool|good|ight|
            aight; of|but course; why not; for sure; you bet; uh|mm huh|hmm; i|we|it|that|he|
            she|they|this|you do|am|is|are|would|did|have|can|could|will|does|was|have|might|may
            $; that is|s me|right|correct|true|him|her|it|fine|good|ok|great|perfect|cool; this
            is he|she|him|her|me; speaking; sounds|sound good|great|fair|fine|perfect|right|ok;
            por supuesto|que|favor; com certeza; works for|with me|us; that|it works; i? will
            take it|that; i|we will? take it|that; i|we? accept|accepted|agree; accept|accepted|agree; a deal; we|you have|
            got a? deal; go ahead; let us do; do it; yes|sure sir|maam|mam|please|i|we|it|that|
            thanks; sure thing; 100 percent; yes to both|either|that|all; yes i|we am|do|would|
            are|have; you|u got it; i|we still|currently? do|am|are|own; still do|am|is; all
            day; ten four
        ",
    },
    Group {
        mark: No,
        weight: 1.2,
        negated: Stays,
        why: "says no",
        patterns: "
            ^ n|nel $;
            no|nope|nah|negative|nay|nein|nao|non|noo|nada|nadda|nyet|nop|naah|nahh|never|
            neither|no; not really|exactly|quite|particularly|me|us|him|her|it|any|anymore; i|
            we|it|that|he|she|they|this do|am|is|are|would|did|have|can|could|will|does|was not
            $; not|no i|it|that|we|sir|maam|mam|he|she; do|does|is|am|are|would|did|will|have|
            was not $; uh|nuh uh; <down>; <no>
        ",
    },
    Group {
        mark: Maybe,
        weight: 1.1,
        negated: Drops,
        why: "says maybe",
        patterns: "
            maybe|perhaps|possibly|potentially|probably|might|depends|quizas|quiza|talvez|tal|
            depende|mayhaps|perchance|puede|possible|conceivably|could|may; i|we|it|that|could
            might|may|could be?; could be; tal vez; i|we guess|suppose|think * so|$; think so;
            not sure|certain; yes and no; kind|sort of; if|depends * price|on|how; it|all
            depends
        ",
    },
    Group {
        mark: Other,
        weight: 3.0,
        negated: Stays,
        why: "is about something else",
        patterns: "
            you have been|won|are selected|chosen|winner|approved|eligible|pre; end|start|cancel|renew|
            begin your|my|the|free * trial|membership|plan|account; card number; automatic|auto|
            automated reply|replies|response|responses|message; mailbox|inbox|line|number * not *
            monitored|checked|active|accept; have|had|gotta|need|going|gonna|must to? cancel|reschedule|
            postpone|skip|miss|bail * tonight|today|tomorrow|dinner|lunch|practice|class|appointment|
            date|our|the|on; coming in to|tomorrow|today|tonight|monday|work; wrong button|person|
            chat|thread sorry|lol|oops|meant; <url>; your|ur|the|verification|security|login|passcode code|otp|pin|package|order|
            appointment|prescription|account|delivery|reservation|balance|payment is|for|has|
            was|will|at|of|on; code is|:|# ; verification|passcode|otp|tracking|delivered|
            shipped|usps|fedex|amazon|doordash|uber|lyft|refund|invoice|coupon|promo|
            subscription; houses|homes|house|apartments|places|apartment|rentals|property|
            properties|anything|any|home|room|rooms|unit|units|it|place * for|to|4 rent|lease;
            for rent; is|are|do|would|can|you|u it|you|i|this|that? rent|renting|rentals; rent|
            lease|section * from|to me|8|month; section 8; how much|is|what * rent|lease; do|
            want|like * sell your business|car|truck|boat|company; i|we do * removal|
            landscaping|cleaning|lawn|remodels|remodeling|handyman; i|we do roofing|painting|
            plumbing|landscaping|construction|drywall|hvac; i|we? can|could|would list|
            represent|market; looking|searching for * bedroom|apartment|house|home|place|rental|
            room|condo; if you|u * need * work|help|contractor|roofer|repairs; contractor|
            roofer|painter|plumber|electrician|handyman|landscaper|exterminator; have|got *
            deals|inventory|listings; buyer|buyers for * @home; wholesale|assign you; gift card;
            loan application; moving the|our|up * meeting|lunch|dinner|party|appointment|call;
            sign * slip|card|petition; you have won; click; will you be; business loan|funding|
            capital|credit; interested|interest in * buying|renting|purchasing|leasing * a|an|
            some|land; list of * properties|houses|homes|rentals; loan|loans|funding up|for|of|
            available; prayers|praying|condolences; do * have * @home * for sale|rent; sell *
            your business|car|truck|boat; do|you|u|yall * have|sell|got|selling|know * any|some|
            a|properties|houses|homes|deals|listings|lots * houses|homes|for|deals|listings|to|
            available|properties|land; looking|want|need|trying|like|wanting|interested|hoping|
            love * to|in * buy|purchase|rent|find|lease|buying|purchasing|renting * a|house|
            home|property|one|something|properties|land|apartment|place|houses; help * me|us *
            buy|find|rent|get * house|home|apartment|place; i|we|im|am|also|actually|myself|too|
            were|are an|a|also|licensed|the|in|too|actually|local? realtor|investor|investors|
            agent|broker|wholesaler|contractor|flipper|realtors|licensed|roofer|plumber|lender|
            appraiser|handyman|inspector|buyer|investor|real; buy|buying|looking|flip|wholesale
            for|houses|homes|deals|properties|real|to $; i|we do|install|offer|sell * roofing|
            roofs|lawn|insurance|solar|loans|painting|plumbing|hvac|landscaping|remodeling|
            construction; i|we buy|wholesale|flip|do|invest|install|build|clean|repair|
            represent|can * houses|homes|roofing|roofs|lawn|insurance|solar|loans|painting|
            plumbing|hvac|roof|services|landscaping|real; your * buyers|buyer list|group; buyers
            list; any|have|got|more deals|inventory|listings; do|are|can you|u|yall|ur|your *
            hiring|hire|jobs|job|need|looking|want * contractor|realtor|agent|help|workers|
            insurance|roofer|solar|partner|employees|work|$; are you * coming|hiring; are|is you
            hiring|open|coming|home|ok|going|there|busy|single|up|done; hiring|resume|
            application|applying; list|represent|market|help * your|you|ur * property|
            properties|house|home|houses|listing|sell; do you * loans|loan|lend|refinance|
            insurance|taxes|repairs|roofing|landscaping|painting|manage|management; lend|loan|
            borrow|venmo|cashapp|zelle|paypal|bitcoin|crypto|gift; need a|an ride|plumber|
            electrician|contractor|roofer|loan|handyman|babysitter|mechanic|doctor|nurse|tow|
            job|lawyer|realtor|agent|mover; pick|drop|picking me|up|them|the|him|her|off|us? *
            up|off|kids|milk|from|dog|food|at|some; feed|fed|walk|walked the|my|our? dog|cat|
            dogs|cats|fish; love|miss|hate you|u|ya|babe|baby|mom|dad|y'all; babe|baby|honey|
            sweetheart|sweetie|hun|xoxo|bae|boo|darling|bestie|amor|mija|mijo; happy|merry|feliz
            birthday|thanksgiving|christmas|easter|anniversary|holidays|new|fathers|mothers|4th|
            july|halloween|bday|valentines|navidad|cumpleanos|ano|halloween|memorial|labor|
            veterans; weather|raining|snowing|rain|snow|sunny|forecast|election|president|vote|
            voted|voting|trump|biden|politics|senate|congress|council|campaign|democrat|
            republican|candidate|governor|commissioner|poll|survey; who won|wins|played|scored|
            voted; the game; super bowl|superbowl; world series; meeting|conference|zoom * room|
            at|is|moved|rescheduled|link; i am at|in|on|here|home|outside|almost|running|omw|
            coming|otw * the|store|line|way|walmart|outside|late|home|here|airport|gate|now|
            there; on my way|omw|otw; be there; see you|u|ya|yall * at|there|church|soon|
            tonight|tomorrow|sunday|later|then|in|church|saturday|friday|monday; where|when are|
            r|is|u you|u|my|the|he|she|mom|dad|your * at|coming|home|going|refund|package|keys|
            car|dog|kids|ride|$; did you|u|ya|they|he|she get|see|eat|hear|call|send|feed|take|
            finish|talk|go|pick|make|want|find|watch|pay|remember|know|leave|bring; my|the|your|
            our|his|her car|cat|dog|truck|phone|tv|computer|flight|baby|boss|teacher|doctor|
            knee|back|keys|wallet|puppy|kid|battery * broke|sick|is|died|down|stolen|lost|hurts|
            delayed|landed|wont|dead|has|at|late|hungry|crying|stuck|running|ran; wrong chat|
            thread|group|window|text|message; for|to|at my|the sister|brother|mom|dad|wife|
            husband|boyfriend|girlfriend|friend|group|chat * sorry|lol|oops; meant|sent|oops *
            for|to * my|someone|sister|another|wife|husband|mom|friend|group; ignore that|this|
            last|my|previous; can you|u|someone|we * get|bring|grab|come|pick|take|help|send|
            pay|lend|check|fix|meet|do|babysit|watch * kids|milk|me|food|dinner|home|groceries|
            homework|dog|up|us|church|the|some|him|her; call|text|tell|ask mom|dad|your|grandma|
            grandpa|him|her|him|them|the|doctor|school|bob|me * $; how is|s|are|was|r your|ur|
            the|my|mom|dad|work|school|baby|weather|grandma|kids|wife|husband|family|everyone|
            surgery|trip|vacation|party; business * sell|for|sale|selling|loan; life|car|auto|
            health insurance|warranty; solar|timeshare|medicare|crypto|warranty|payday; donate|
            donation|charity|fundraiser|raffle|gofundme; press|reply|text|click 1|yes|here|the|
            link|y|to|stop; automated|automatic|auto reply|response|message; notifications|
            notification|silenced|auto|focus; not|do not? receive|monitor|monitored|accept|
            disturb|receiving * texts|messages|sms|notifications|unattended|while; unmonitored|
            unable to receive; this number|line|inbox|mailbox is|does|cannot|can * not|
            monitored|landline|receive; office hours; your call|message|text|payment|appointment
            * is|has|was|been|important|received; the|our|my|your new|other|old|next? neighbor|
            cousin|friend|uncle|aunt|coworker * wants|wanted|selling|might|has|is * sell|house|
            selling|property|interested
        ",
    },
    Group {
        mark: Other,
        weight: 2.4,
        negated: Stays,
        why: "is about daily life",
        patterns: "
            dinner|lunch|breakfast|groceries|milk|pizza|tacos|walmart|costco|target|starbucks|
            coffee|beer|church|soccer|baseball|football|basketball|practice|game|movie|birthday|
            wedding|party|school|class|homework|doctor|dentist|gym|vet|bday|recipe|laundry|
            diapers|bread|eggs|rehearsal|recital|concert|tickets|karaoke|netflix|xbox
        ",
    },
    Group {
        mark: Other,
        weight: 3.6,
        negated: Stays,
        why: "was sent by no one in earnest, or is no part of a sale",
        patterns: "
            butt|pocket|accidental|accidentally|mistakenly text|texted|texting|dial|dialed|called|
            call|message|sent|dialing|hit; text|texted|sent|hit|called by|on accident|mistake;
            that|this|it was|were|is my|the|our toddler|baby|cat|dog|grandbaby|keyboard|pocket|
            autocorrect; my|the toddler|baby|kid|kids|grandkid|grandbaby|cat|dog|child|son|
            daughter * got|grabbed|had|has|playing|typing|typed|texted|sent|hit|took|stole|stepped
            ** my|phone|keyboard|that|it|this; ^ go ~ $; ^ lets|let go|us ~ $; ^ lets|let us?
            go ~ $; ^ go cowboys|lions|bears|bills|eagles|giants|saints|rams|packers|chiefs|birds|
            dodgers|astros|rangers|heat|hawks|dawgs|blue|big|team|army|navy * $; roll tide; hook
            em; come|stop|swing|drop by|to|over|at ** yard|garage|rummage|bake|tag sale; yard|
            garage|rummage|bake|tag sale
        ",
    },
    Group {
        mark: Other,
        weight: 4.6,
        negated: Stays,
        why: "sells to us, or answers by itself",
        patterns: "
            send|shoot|forward|blast|email|text|share me|us|over? your|any|some|all|more|the? your|
            any|off|best|new? market? deals|inventory|leads|wholesale; do|would|can|will|are you|u|
            yall want|wanna|like|ready|looking|thinking|interested|wish|consider to|in|of|about?
            sell|selling your|ur @home; i|we am|are|m a|an|also|cash|local|the|real|licensed?
            also|cash|estate|local|licensed? buyer|buyers|investor|investors|wholesaler|
            wholesalers|flipper|agent|realtor|lender|broker myself|ourselves|too|also|as|
            here|looking|with|at|in; interested in
            buying your|ur; if|when|do|does your|you|ur have? buyer|buyers|clients|client need|
            needs|want|ever|are|is|looking; you|u|youve|have been|are|is|were|may|could|now|can|
            already? qualify|qualified|preapproved|prequalified|preselected|approved|eligible
            for|to|up; pre approved|qualified|selected for|to|up; congratulations|congrats you|u|
            your|on; line|lines of credit; working|cash capital|advance; arv; send|get|have|give
            your|the cash? buyers list; this|it|here is|am * with|from|at|of re|remax|keller|
            coldwell|century|exp|compass|sothebys|berkshire|howard|weichert|redfin; ^ licensed|
            listing|local|retired|former|also? real|realestate? estate? agent|realtor|broker|
            wholesaler|investor|lender here; got|have|has|selling|bringing|another an|a|another|
            some|this? * off market; off market deal|deals|property|properties|lead|leads|
            listing|opportunity|flip; disturb while driving; i|he|she will see|get|read|receive
            your|the|this|it message|text|notification|call when|once|after|later; notifications|
            notification|phone silenced|off|muted; i am driving with; sent from my car
        ",
    },
    Group {
        mark: Other,
        weight: 4.0,
        negated: Stays,
        why: "offers or wants another kind of business",
        patterns: "
            if you|u|yall|ya * need|needs|want|wants|looking somebody|someone|anybody|anyone|help|crew|contractor to|for|with|moving|
            cleaning|painting|hauling; ^ hi|hello|hey? realtor|agent|wholesaler|investor|
            broker|contractor|roofer|lender here; i|we have|got a? truck|crew|crews;
            stop|swing|run|come|pass by|at the? store|bank|school|church|walmart|bakery|pharmacy|costco|publix|kroger|cleaners|station|restaurant|office; cancel my|the|our|your|that order|flight|subscription|dentist|reservation|payment|class|cable|room; i|we sell * cars|insurance|solar|phones|boats|shoes|furniture|software|trucks; sell ** for a living; truck|car|boat|trailer|rv|motorcycle|jeep|tractor for sale; off market deals|deal|properties|listings|houses; end buyer|buyers; we|i buy notes|mortgages|cars|junk|gold|land|houses|homes|properties; i|we mow|
            clean|paint|install|repair|remodel|landscape;
            i|we am|are * realtor|realtors|wholesaler|wholesalers|broker|contractor|roofer|
            plumber|electrician|lender|appraiser|handyman|flipper|flippers; i|we am|are an|a|
            the|also * agent|investor|investors; interested|interest|looking|want|trying|hoping
            * to|in * buying|buy|renting|rent|purchasing|purchase|leasing|lease * a|an|some|
            land|apartment|apartments|houses|properties|something; list of * properties|houses|
            homes|rentals|deals; business loan|loans|funding|capital|credit; buyer|buyers for *
            @home; do|does you|yall|your|company * rent|have|sell|own|manage * houses|homes|
            apartments|rentals|properties|units|rooms|listings * $; do|does you|yall * have|got
            * for rent|sale|lease; looking for * bedroom|apartment|rental|rent|room|place; your
            buyers list; buyers list; i|we buy|wholesale|flip|invest houses|homes|in|properties|
            also|too|realestate
        ",
    },
];
