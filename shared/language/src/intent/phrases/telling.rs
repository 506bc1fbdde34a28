//! What sellers tell of themselves and the house: reasons, state, dates, ownership.

use super::Group;
use super::Mark::{Condition, Motivation, Owns, Timeline};
use super::Negated::{Drops, Stays};

pub(super) const GROUPS: &[Group] = &[
    Group {
        mark: Motivation,
        weight: 3.2,
        negated: Drops,
        why: "gives a reason to sell",
        patterns: "
            end|ending|breakdown|breakup of my|our|the|a * marriage|relationship|engagement; marriage *
            over|failed|failing|ending|fell|ended; judge|court|decree|divorce|mediator * order|orders|
            ordered|ordering|says|said|wants|making|make|told|require|requires; court ordered; per the
            judge|court|decree|divorce; foreclose; calls|letters|notices|calling|letter|notice from ** bank|lender|mortgage|court|collectors|county|irs|city; over|done|sick|tired|fed|fighting|hate * hoa; hoa *
            fined|fines|fining|fees|sue|suing|crazy|insane|killing|nightmare|dues|headache;
            not|never|cannot|harder|hard|trouble ** keep|keeping up * place|yard|@home|upkeep|
            repairs|stairs|taxes; my|our|the? @kin|he|she|they is|are|was|were|went|moved|going * in|into|to an|
            a|the|hospice? assisted|nursing|hospice|memory|hospital|rehab|jail|prison|care|
            retirement; lose|losing|losing it|@home|this|the|everything * to the? bank|foreclosure|
            taxes|county|city|auction;
            months|payments|years|month|payment behind; bank * sent|sending|wants|foreclosing|
            taking|threatening; auction date|is|set|next|on|in|sale; going|goes up? to|for
            auction;
            divorce|divorcing|divorced|separated|separating|separation; splitting|split|
            breaking|broke up; getting|going * divorced|divorce|separated; inherited|inherit|
            inheritance|inheriting; probate|estate|heir|heirs|executor|trustee|conservatorship|
            guardianship; left me|us * @home|it; was|were left * @home; left it|@home|this to
            me|us; left|passed|willed|deeded * to me|us; passed|died|deceased|death|passing **
            left|leaving|inherited|got|sell|house|estate|mine|ours|alone|now|last|recently|and;
            mom|mother|father|dad|husband|wife|grandmother|grandma|parents|aunt|uncle|
            grandfather|brother|sister|grandpa|spouse|son|abuela * passed|died|dying|deceased|
            death; lost my|our|the * husband|wife|job|mom|dad|mother|father|son|income|spouse|
            parents|business; not * take care|maintain|maintained; passed away; widow|widowed|
            widower; not ** make|making|made * payments|payment; having|expecting another|a|our
            * baby|kid|child|twins; transferred|transferring; not want * deal with; behind on|
            with|in; behind * payments|mortgage|taxes|bills|months|payment; missed|late|past|
            delinquent|defaulted|default|defaulting * payments|payment|mortgage|taxes|due|on|
            months|tax; foreclosure|foreclosures|preforeclosure|forclosure|repossessed|
            repossession|auction|auctioned|auctioning|trustee|sheriffs; lose|losing|lost it|the|
            my|our * @home|bank|foreclosure|auction; losing|lose the? it|@home; bank|lender *
            taking|take|foreclosure|sell|auction|coming|calling|threatening|wants; afford|
            affording|unaffordable; can not * afford|keep|pay|handle|manage|maintain|carry|take|
            do|deal|climb|live * it|@home|payments|payment|mortgage|anymore|upkeep|stairs|bills|
            taxes|both|two|up|alone|repairs|$; bankruptcy|bankrupt|chapter; back taxes|tax; tax
            lien|sale|deed|bill|bills|problems; property taxes * high|killing|went|up|owe|
            behind|too|much|keep|doubled|are; taxes|insurance|hoa|payment|payments|mortgage|rent
            * too|so|killing|went|gone|going|doubled|tripled|eating|keep|expensive|high|up * up|
            much|high|me|us|expensive|$; owe|owing * taxes|irs|back|county|city; lost * job|
            income|work; laid|layed off; unemployed|jobless|disabled|disability|fired|hours;
            medical|hospital|vet|credit|legal|debt bills|bill|debt|expenses|card|cards|reasons|
            issues|problems|costs; many|much bills; rental ** over it; am over it; bills * pile|
            piling|pay|up|behind|too; am broke; debt|debts|bankroll|struggling|desperate|
            hardship; need|needs|could|use|want * money|cash|funds|extra; need the|some|quick|
            fast? money|cash; cash out|strapped|poor|flow; child support; financial|financially|
            finances; moving|relocating|relocate|relocated|transferred|transferring|relocation *
            to|for|out|away|back|overseas|closer|soon|across|because|in|near|from|south|north|
            up|down; move to|out|away|back|overseas|closer|across|near * state|texas|florida|
            california|georgia|arizona|country|town|family|kids|grandkids|parents|in|~|mexico|
            carolina|tennessee|there; ^ moving|relocating|divorce|downsizing|retiring|
            relocation|inherited|vacant|transfer|retirement|foreclosure|health|money|financial|
            taxes|bills; relocating|relocate|relocation|relocated; are|is|am|we|im|just|were
            moving|relocating|downsizing|retiring; new|another|different job; job|work|military|
            company * transfer|transferring|relocation|relocating|moving|transferred|orders|out|
            moved|took; pcs|orders|deployed|deploying|deployment|stationed; got|took|accepted|
            getting|starting|new * job|position|transfer|promotion|orders * in|at|out|and|to|$;
            closer|close|near * to|my|the|our * grandkids|family|kids|parents|hospital|
            grandchildren|daughter|son|work|school|mom|children|sister|brother; moving|move in
            with; another|other|different state|country|town|city|side; out of state|town|
            country; live|living|am|are|is|i|owner|we * out of state|town|country|far|away|
            hours; too far; far away|from|to; long distance; hours away; landlord|landlording|
            landlords|landlady; tired|sick|done|over|fed|exhausted|burnt|burned|frustrated * of|
            with|dealing|being|up|out|managing * it|tenants|tenant|landlord|renters|renting|
            property|managing|repairs|house|this|that|taxes|place|maintaining|upkeep|all|
            dealing|driving|$; tenant|tenants|renter|renters|squatter|squatters * not|wont|will|
            stopped|trashed|destroyed|wrecked|left|moved|behind|owe|problem|problems|nightmare|
            issues|damaged|ruined|refuse|refuses|bad|terrible|horrible|late|pay|paying|paid|
            evicted|out|skipped; bad|terrible|horrible|awful|nightmare|problem|difficult|non|
            nonpaying|deadbeat|worst tenant|tenants|renter|renters; evict|evicting|eviction|
            evicted|evictions; squatter|squatters|squatting; rental * over|done|headache|hassle|
            tired|sick|anymore|pain|nightmare; sitting|sits|sat|sit|been|is|its|just|currently|
            standing|house|home|property|it|place|still|now|are|remains|completely|totally|empty
            * vacant|empty|unoccupied|abandoned; ^ vacant|empty|unoccupied|abandoned|vacant;
            vacant for|since|right|now|and|currently|house|home|property|land|lot|at|$; nobody|
            noone|one|anyone * lives|living|lived|live|using|uses|stays|been there|it|here|in|
            for|now|at; not|never use|using|used|need it|@home|this|anymore|that; just|house|
            its|is|it|been * sitting there|empty|vacant|for|doing|rotting|collecting|here|
            around|on; too much|big|large|small * house|home|for|work|maintain|upkeep|handle|
            space|me|yard|stairs|to|us|maintenance|care|keep|room|bills|land|stress|trouble; too
            big|small|large|old|much|crowded|cramped for|to|anymore|now|$; upkeep|maintenance *
            much|hard|expensive|old|tired|keep|cant|handle|is|cost|costs|are; headache|
            headaches|burden|nightmare|hassle|stress|stressful|stressed|overwhelmed|
            overwhelming|money pit|albatross; money pit; not * deal|handle|stand * tenants|
            renters|anymore; overwhelmed; upside down; need out; need|want to get out of;
            downsizing|downsize|downsized|upsizing|upgrade|upgrading|outgrown|outgrew|
            rightsizing; need|want|needing|wanting|looking|getting|got|found|buying|for|have *
            something|bigger|smaller|larger|more * bigger|smaller|larger|space|cheaper|closer|
            room|house|place|home; empty nester|nesters|nest; kids|children * gone|grown|moved|
            left|out|college|away|grew; growing family; baby|twins|newborn|pregnant * way|
            coming|need|room|space|having|more|on|bigger|expecting; retire|retiring|retired|
            retirement; assisted|nursing|senior|memory living|home|care|community|facility;
            nursing|care home|facility; dementia|alzheimers|cancer|stroke|illness|disabled|
            wheelchair|health|surgery|hospice|parkinsons|elderly|aging; getting|too|am|im old|
            older * to|for|$; am|im|turning|she|he # years? old; am <num>|# and; cant|not *
            climb|do|use|handle|manage|walk * stairs|steps|yard|anymore; stairs|steps * hard|
            anymore|much|difficult|knees|cant|hurt; health|medical|family|financial|personal|
            money|safety|divorce|marital|tax reasons|issues|problems|problem|trouble|troubles|
            emergency|situation|health|crisis|hardship|reason; my health; bought|buying|
            building|purchased|closing|found|built * another|new|second|different|other|next|
            bigger * house|home|place|one|property|construction; two|2|both|double mortgages|
            mortgage|payments|houses|homes; siblings|brother|brothers|sister|sisters|heirs|
            family|cousins|relatives * agree|fight|fighting|sell|split|disagree|want|arguing|
            dispute; neighborhood|area|neighbors|crime|schools * bad|worse|crime|down|changing|
            changed|going|gone|terrible|unsafe|loud|dangerous|hate; crime|unsafe|dangerous|break
            ins; just|want|wanted|need it|this gone|done|over|finished; be done with it|this|
            the|that; want * over with; jail|prison|incarcerated; liquidate|liquidating|cash|
            cashing out|in; partner|partnership|business * dissolve|dissolving|split|splitting|
            out; sell because|since|due; because|since|due|reason|bc * i|we|of|to|my|is|the *
            sick|moving|divorce|job|money|taxes|health|tired|need|old|lost|cant|can|died|death|
            passed|behind|family|work|school|retiring|bills; fresh|new|clean start|chapter|
            beginning; burned out; not worth * hassle|headache|trouble|stress; code enforcement|
            fines; city * fines|fining|fine|citations|violations|condemn; hurricane|storm|
            insurance|flood * dropped|cancelled|canceled|skyrocketed|too|expensive|quit|tired|
            keep
        ",
    },
    Group {
        mark: Condition,
        weight: 3.0,
        negated: Stays,
        why: "tells the state of the house",
        patterns: "
            ^ it|its|is|yes|no|its|currently|@home * vacant|empty|unoccupied * $; vacant|unoccupied;
            ready to move into|in $;
            needs|need|needing|needed|requires|could|require|has|have|missing|no|had|got|with|
            replaced|replace|redid|redone|installed|put|new|old|bad|leaking|leaky|original|
            updated|remodeled|brand|broken|failing|cracked|ancient|rotted|rotting|outdated|
            damaged|collapsing|caved|sagging * roof|ac|furnace|foundation|plumbing|electrical|
            electric|wiring|windows|flooring|floors|floor|carpet|carpets|paint|kitchen|kitchens|
            bath|baths|bathroom|bathrooms|siding|septic|sewer|heater|hvac|heating|heat|cooling|
            drywall|ceiling|ceilings|walls|appliances|cabinets|gutters|deck|fence|pool|driveway|
            subfloor|basement|porch|pipes|insulation|boiler|well|drainage|slab|chimney|garage|
            panel|water|mold|tlc|work|updating|repairs|repair|everything|rehab|remodel|
            remodeling|renovation|renovations|help|love|fixing|cleaning|attention|cosmetic|
            upgrades|updates|landscaping|lot|stuff|demolition|gutted|gutting|updated|repaired|
            replaced|redone|finishing|interior|exterior|leveling; roof|ac|furnace|foundation|
            plumbing|electrical|wiring|flooring|siding|septic|sewer|hvac|drywall|cabinets; roof|
            ac|furnace|house|home|property|place|it|unit|yard|everything|all|inside * is|was|
            are|needs|leaks|has|went|stays|looks|got|just * years|replaced|replacing|leaks|
            leaking|gone|bad|new|old|fine|good|great|broke|broken|damaged|shot|out|working|
            redone|remodeled|updated|failing|original|cracked|decent|work|works|repair|repairs|
            done|excellent|solid|rough|gutted|burned|burnt|flooded|perfect|apart|dated|outdated|
            mold|issues|problems|nice|clean|dirty|trashed|wrecked|damage|condition|shape|tlc;
            good|great|bad|rough|decent|excellent|perfect|poor|fair|terrible|ok|average|mint|
            awful|horrible|pristine|solid|nice|amazing|fantastic|livable|beautiful|lovely|
            turnkey|immaculate|very shape|condition|cond|bones|structure|structurally|inside;
            in|overall|very|pretty|the * shape|condition|disrepair|cond $; fixer|fixerupper|
            handyman|teardown|tear|gut upper|special|down|job|rehab|$; tear down; needs|need|
            requires|lots|lot|ton|tons|bunch|little|some|much|bit|minor|major|extensive|of|no|
            full|total|complete * work|repairs|tlc|updating|repair|fixing|rehab|remodeling|
            renovation|everything|gutted|cosmetic|issues|damage; needs it|everything|some|work|
            to|new|all|only|nothing|gutting|updating|paint|roof|full|complete|lots|tons|total|
            minor; ^ needs|need; as is $; roof ** #|years; # years old; roof|foundation|
            plumbing|electrical|septic|hvac|mold|sewer|wiring|structural|termites|termite|
            asbestos|sinkhole|lead|galvanized|polybutylene|knob|radon; water|fire|smoke|storm|
            hurricane|flood|termite|hail|wind|mold|tree|wood|structural damage|damaged|rot|
            issues|leak|intrusion; flooded|flooding|burned|burnt|gutted|condemned|boarded|
            vandalized|trashed|destroyed|wrecked|rotted|rotting|collapsed|caved|leaks|leaking|
            leaky|infested|roaches|rats|rodents|mildew|uninhabitable|unlivable|dilapidated|
            rundown|stripped|moldy|cracked|cracks; fire|flood|mold|leak|leaks|water * kitchen|
            basement|bathroom|attic|bedroom|damage|walls|ceiling|house|inside|it|there; was|had|
            been|there|a|recent * fire|flood|leak|leaks; caught fire; run down; falling apart|
            down|in; in * disrepair; remodeled|remodel|renovation|renovations|upgraded|upgrades|
            upgrade|refurbished|rehab|turnkey|restored|repainted|redone; move|turn in|key ready|
            $; move in ready; well maintained|kept|cared|built; everything|all|appliances|
            systems * works|working|good|new|fine|updated|remodeled|replaced|functional|great|
            perfect|functions; brand new; new roof|ac|kitchen|windows|floors|flooring|carpet|
            paint|hvac|furnace|heater|appliances|siding|plumbing|electrical|construction|
            bathroom|bathrooms|everything|septic; deferred maintenance; hoarder|hoarders|
            hoarding|cluttered|clutter|furniture|belongings; full|lots|lot|tons|ton|bunch of *
            junk|trash|garbage|stuff; windows|floors|floor|heater|carpet|kitchen|bathroom|
            bathrooms|pipes|walls|ceiling|ceilings|appliances|furnace|wiring|deck|fence|
            driveway|basement|paint|gutters is|are|was|were|need|needs|has|have|got * old|bad|
            shot|broken|broke|leaking|new|good|ruined|damaged|remodeled|original|dated|replaced|
            great|fine|gone|work|mold|cracked|rotted|redone|outdated|out|okay|ok; pipes|pipe|
            water|floors|ceiling|walls|wall ** burst|ruined|damaged|broke|froze|frozen|caved|
            collapsed|holes; hole|holes in; junk|trash|garbage|stuff in|inside|everywhere|all;
            cosmetic|cosmetics; handyman|contractor special; original * from|condition|owner|
            everything|kitchen|baths|#; dated|outdated|older; built|from in * #|the|18|19|20; #
            bed|beds|bedroom|bedrooms|br|bd|bath|baths|ba|sqft|sq|square|acre|acres; bed|
            bedroom|bedrooms|beds|br|bd * bath|baths|ba|bathroom|bathrooms; two|three|four|five|
            one|six bedroom|bedrooms|bed|bath|baths|bathroom; square|sq feet|ft|foot; sqft;
            corner lot; has|have|comes|there|is|are|got * tenant|tenants|renter|renters|
            squatters|pool|garage|basement|occupied|permits|liens|lien|violations|violation|hoa|
            septic|well * in|there|it|living|inside|lease|until|month|paying|$; tenant|tenants|
            renter|renters * in|occupied|living|lease|there|inside|month|place|currently;
            tenant|owner occupied; month to month; it|@home|currently is? currently? rented|
            leased|occupied; rented for|at|out * <money>|<num>|#|month; code|city|building
            violation|violations|enforcement|permit|permits|liens|issues|lien; unpermitted|
            permit|permits|zoned|zoning|easement|flood zone|plain; flood zone; unfinished|half|
            partially * finished|basement|done|remodeled|remodel|renovated; down|stripped|gutted
            to * studs; to the studs; no * electricity|electric|power|running|water|ac|heat|
            kitchen|plumbing|utilities|roof|floors|issues|repairs|problems|damage|major|work|
            leaks|garage|hoa|flooring|walls|appliances; livable|liveable|habitable|inhabitable|
            unlivable; needs nothing; nothing wrong|major|needs|needed|too|to * fix|with|wrong|
            major|$; no|few|couple|some|several|minor|only|major repairs|problems|issues|
            updates; house|home|it|place|property * old|mess|disaster|dump|wreck|rough|ugly|
            shack|shell|trashed|junky|filthy|dirty|beautiful|gorgeous|immaculate; mess|disaster|
            dump|wreck|shithole|hole|eyesore|shell; mobile|manufactured|modular|trailer|double|
            single home|homes|wide; vacant|raw|wooded|buildable|just lot|land|acre|acres; i|we|
            just|recently|last|already|have * replaced|remodeled|updated|painted|repaired|fixed|
            redid|installed|upgraded|gutted; put in|on|a new|brand; replaced * roof|ac|windows|
            floors|everything|furnace|year|last|heater|plumbing|in|kitchen; have|has|send|sent|
            want * pictures|pics|photos|video; ac * out|broke|works|old|new|went|died|dead|unit|
            years; bones
        ",
    },
    Group {
        mark: Timeline,
        weight: 3.1,
        negated: Drops,
        why: "names when to sell",
        patterns: "
            asap; as soon|quick|quickly|fast as; sooner * better|rather|than|later; need|want|
            have|like|needs|must|needed|hoping|looking|trying|would|sell|selling|sold|out|close|
            closing|move|moving|gone|done|wanting|ready|plan|planning|aiming|shooting|goal|
            thinking|prefer|before ** by|before|within|in|end|around|this|next|early|mid|late|
            for ** @month|days|weeks|month|months|year|week|15th|1st|30th|#|holidays|christmas|
            thanksgiving|school|years|summer|spring|first|weekend|winter|fall|tomorrow|friday|
            monday; out|gone|done|sold|close|closed|moved|closing|move by|before|in|within|next|
            end|around|this|early; need|needs|want|must|sell|sold|hoping|sale|moving|done *
            quick|quickly|fast|immediately|soon|sooner|asap|urgent|urgently|rush|yesterday|
            rapidly; sell|move|close|get|out * fast|quick|quickly|soon|immediately|asap|
            yesterday; right|straight away; immediately|urgent|urgently|pronto; as fast|early|
            soon as; # days|weeks|months * close|move|sell|out; no|not|in|any|particular|real|
            much|big|a|huge|major|hurry|zero * rush|hurry|timeline|deadline|timeframe|urgency;
            ready|willing|can|could|able now|today|to? close|whenever|anytime|immediately|move;
            ^ ready now|today; lease|contract|tenant|tenants * up|ends|expires|end|until|ending|
            leaves|moves|through|runs; auction|court|hearing|sale|foreclosure|eviction|closing *
            date|is|on|in|scheduled|set|next|this|@month|weeks|days|#; have until|till|to|by *
            @month|#|end|date|week|month|move|friday|next|be; deadline|timeframe|timeline|time
            frame; want|like|prefer|need|have * to|2? close|move|be|sell|leave|stay|vacate|out *
            in|by|before|after|within|next|soon|fast|quick|quickly|until|this|right|end|around|
            days|weeks|asap|now|@month; need|want * # days|weeks|months; time to move|pack|find|
            relocate
        ",
    },
    Group {
        mark: Timeline,
        weight: 2.2,
        negated: Drops,
        why: "names a time",
        patterns: "
            by|before|until the|end|next|this|mid|early|late|at|first|beginning|latest|my|our|
            school|of|about? @month|month|year|week|summer|spring|christmas|holidays|
            thanksgiving|#|friday|monday|sunday|then|weekend|school; by|before|until|around|
            till|mid|early|late|maybe|probably|about|in|this|next|for|sometime|end @month; end|
            beginning|middle|first|start|close of * month|year|week|summer|spring|@month|fall|
            winter|lease|school; within|in|about|around|approximately|roughly|probably|maybe|
            next|least|the|under a? #|few|couple|several|two|three|six|four|five|ten|thirty|
            sixty|ninety|twelve|nine|eight of|more|next? days|weeks|months|month|years|yrs|day|
            week|year; # to # days|weeks|months|month|years|yrs|day|week|year; two|three|four|
            six|few|couple|several|thirty|sixty|ninety|five|ten of? days|weeks|months $; # days|
            weeks|months $; take|taking my|our|your time; whenever|flexible|anytime|open|
            negotiable; after school; school lets|gets|is|year|ends|starts; this|next|coming
            @month|month|week|year|spring|quarter; when i|we|they * find|move|get|close|have *
            place|new|another|out|house|somewhere; have * to|2 find|be * somewhere|another|
            place|out; first|1st|15th|30th of * month|@month|year|$; before|by the? #
        ",
    },
    Group {
        mark: Owns,
        weight: 3.2,
        negated: Drops,
        why: "says plainly that it is theirs",
        patterns: "
            ^ yes|yep|yeah|si? owner here|speaking; ^ yes|yep|yeah|si? i|we am|are the owner|owners
        ",
    },
    Group {
        mark: Owns,
        weight: 2.2,
        negated: Drops,
        why: "says that it is theirs",
        patterns: "
            me|myself and my _ do|are|own;
            i|we|still|do|yes|my @kin|both|still|do|all|jointly|currently|actually|co|have|also
            * own|owns|owner|owners|have|had|got|manage; i|we own; still own|mine|ours|have|do|
            the|got|own|my|owner; i am|m|is the|an|one|still|owner|part|co * owner|homeowner|
            landlord|owners; that|it|this|yes|still|yep|yeah * mine|ours|correct|right; that|it|
            this is my|our @home; ^ yes? mine|ours|own; yes|yeah|yep|correct|sure|si i|we|it|
            that|this|he|she|they|my do|am|is|are|own|still|have|did|was|does|would; ^ i|we do|
            am|still|own|have $; that would be me|us|mine; that is|s me|mine|right|correct|us|
            him|her|my; speaking|this is he|she|him|her|me; ^ speaking; this is he|she|him|her|
            me|john|maria; is my|our @home|address|name|number|place|home; its|is|thats my|our|
            mine|ours; owner|owners here|speaking|yes; in my|our|both name|names; co owner|own;
            @kin and i|me|myself * own|do|bought|have|are; my|our name|names * is|on|title|deed;
            my|our @kin owns|own; owned it|this|that|the|since|for|by|it? since|for|#|by; own
            it|this|that|the|both|outright|free|together|with|still|yes; free and clear; paid
            off; you|u have|got|reached|found * right|correct; right|correct person|number|guy|
            one|owner|place; still in|my the|our? family|name|possession
        ",
    },
];
