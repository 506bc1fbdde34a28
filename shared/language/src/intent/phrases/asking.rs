//! Questions: who we are, where the number is from, what we pay, how and when we buy.

use super::Group;
use super::Mark::{
    AsksBusiness, AsksPrice, AsksSource, AsksWho, Condition, Inquires, Interest, Offer, Other,
    Timeline,
};
use super::Negated::{Drops, Refuses, Stays};

pub(super) const GROUPS: &[Group] = &[
    Group {
        mark: AsksWho,
        weight: 3.0,
        negated: Stays,
        why: "asks who we are",
        patterns: "
            ^ why|y $; who is this|that|u|it|calling|texting|asking|messaging|speaking; who this|dis|dat|
            are|r|u|be|wants|want|is|am|do|did|would|may $; who are|r|is you; who you $; who you
            are; who * you are; who this is; who it is; who is * this; who am|was i * talking|
            speaking|texting|chatting|dealing; who i am talking|speaking|texting|dealing; who
            am|do i have|speaking|talking; who do|did|would you work|represent; who you with|
            work|represent; who are you with|for; who wants to know; ^ who * asking; ^ and? you
            are $; who * texting|messaging|calling|contacting me; who the * this; who the * you;
            who is * number; who is your company|boss|broker|employer; ^ who $; who again; who
            dis|dat|this; ^ this is who; ^ you are who; to whom|who am; with whom|who; whom am|
            is; who sent|told you; do|should i know you|this|u|who; do we know; have|did we met|
            meet|spoken|talked|speak|talk before|already?; what|which company|business|agency|
            brokerage|firm|organization|group|outfit; name of your|the|ur company|business|
            agency|firm|brokerage; your|ur company|business|brokerage name|called; what is|was
            your|ur * name; ^ your|ur name $; may|can|could i * your name; say your name; whats
            your name; is this a real person|human; am i * human|bot|robot|person|machine|ai;
            are you|this * real person|human|bot|robot|computer|ai|automated|machine|person; is
            this|it * bot|robot|automated|ai|computer|human|machine|scam|legit|spam|joke|prank|
            real|phishing; are you * legit|legitimate|real|scammer|scamming|scam; how do i know
            * legit|real|scam|scammer; is this|that|it some|a * scam; ^ bot|robot|scam|legit|
            spam $; are you * realtor|realtors|agent|agents|investor|investors|wholesaler|
            wholesalers|broker|brokers|flipper|company|realestate|dealer|buyer|developer|
            opendoor|zillow|licensed|local|individual; you * realtor|agent|investor|wholesaler|
            broker|flipper|bot|robot $; are you with|from|at|out; you with|from a|an|the|which|
            what; this is $; ^ are? you with|from ~|keller|remax|century|coldwell|compass|exp|
            redfin|zillow|opendoor|offerpad; and you are $; you an? * agent|investor|realtor|
            wholesaler $; where|what * you located|based|from|calling|texting|out; where are you
            $; where you at|located|from|based; what city|state|area are you; do|does you|your|
            company have a|any? * website|reviews|license|card|facebook|credentials|office;
            your|ur website|webpage; identify yourself; introduce yourself; tell me who; explain
            who; state your name|business; need to|2 know who; do|did not recognize|know|have *
            number|numbers saved|contact; do|did not recognize|recognise; number is not|isnt
            saved; new number|phone who|hoo; new number|phone who this; not have * number|
            contact saved; no idea who this|you; not sure who this|you; can|may|could i|we ask
            who; remind me who; i know you; you * wholesaler|investor|realtor|opendoor; person
            or bot|robot; bot or * person|human|real; scam or; or is this * scam|spam|bot; real
            or; is this * automated|recording; do you work for|with; you work for|with; working
            for|with who; more about you|yourself|your; about yourself|yourselves; about your *
            company|business|firm|self; prove you|your are?|not
        ",
    },
    Group {
        mark: AsksWho,
        weight: 4.2,
        negated: Stays,
        why: "asks whether we are genuine",
        patterns: "
            is|are this|that|it|you|u ** scam|spam|scammer|scammers|spammer|phishing|fraud|
            harassment|joke|prank|legit|legitimate; how do i know ** scam|legit|real|scammer;
            license|licensed|licence number|agent|realtor|broker|$; reviews|references|
            testimonials|credentials; scam or; or * scam|spam $; are you * legit|scam|scamming|scammer; not * scam $; some
            kind|sort|type of * scam
        ",
    },
    Group {
        mark: AsksWho,
        weight: 3.7,
        negated: Stays,
        why: "does not know us",
        patterns: "
            proof|prove|verify|verification * real|legit|legitimate|scam|are|identity; not catch|get|tell|give|say * name; not say|mention|tell * who|what company|from; leave|give|need|send|tell|provide|have me|us? * your|a|the? * name and|or|first|of * company|
            business|number|who|what|firm; name and company|business|firm; your name and|or; not answer ** not know|recognize|
            recognise|have|saved; name of the|your person|guy|man|lady|company|business; is this ~ from|with|at; pic|
            picture|photo|copy of your|ur|the id|license|face|badge; ^ ~ who $; ^ wholesaler|wholesalers|investor|broker|agent|realtor|flipper|bot|
            company $; not recognize|recognise|know|have|remember this|your|ur|the|that number|
            contact|name; not know a|any ~; not know|recognize|recall|remember|sure who this|you|u|is|it|am * is|are|with|
            talking|$; new number|phone who|hoo; new number|phone who this; not have * number|
            contact saved; why do|are|would|did you ** buy|interested|want|looking|asking; who *
            offer|buyer|buying|purchasing|investor; prove * you; what do you do $; are you a|an
            * investor|investors|agent|realtor|wholesaler|company|broker|flipper; no idea who
            this|you|u|is * is|are|texting|$; not know|recognize you|u|this|ur|your * number|
            from|person|$ * adam|$
        ",
    },
    Group {
        mark: AsksWho,
        weight: 2.2,
        negated: Stays,
        why: "asks what this is about",
        patterns: "
            what is|are this|it|u|these * about|regarding|concerning|for|reference|pertaining|
            bout; what this|is about|regarding|concerning; ^ what about $; what is|this *
            regards|reference|regard|relation; ^ regarding * $; ^ about what; ^ about $; ^ in
            regards|regard|reference to; ^ reason $; ^ concerning; ^ re $; ^ what|wht is this $;
            ^ what this $; why * you|u|are ask|asking|text|texting|want|contacting|calling|
            messaging|wanting|need|interested|know|inquiring|inquire; what * you|u want|need|
            wanting|after|selling $; what * you want with|from; what do you|u want|need; what
            can i|we do|help for?|you|with; what is your intention|intentions|purpose|interest|
            motive|angle|deal; ^ yes? why|y $; what is the|your reason; purpose of; reason for *
            text|contacting|texting|message|inquiry|asking; what are you asking; is this about;
            what is|are you trying to; what kind of|company|business
        ",
    },
    Group {
        mark: Inquires,
        weight: 3.7,
        negated: Stays,
        why: "asks us something else",
        patterns: "
            which|what|wich|wat|whats|witch property|house|home|one|address|place|lot|land|houses|
            properties|unit|street is|are|r|do|did|was|does? this|that|it|you|u|yall|we * talking|
            referring|asking|mean|inquiring|interested|calling|texting|about|bout|talkin|looking;
            ^ and|ok|hi|hello|sorry|um|so|yes? which|what|wich|witch property|house|home|one|address|
            place|lot|land|houses|properties|unit|street $; what|which * talking|talkin about|bout;
            what|whats is|does|do? an|a cash offer|wholesaler|novation|lien|escrow mean|$; the list|link|photo|picture|letter|message|file you sent; did|do|can you remove|delete|send|get|see|take * photo|photos|pictures|picture|link; the house|home|one at the corner|end|light|stop|4|four|top|bottom; at the end|corner|top|bottom of the street|road|block|hill|lane; resend|resent it|that|this|your|the; send * again; be|is more specific; narrow it down; do|does|can|could you|u|anyone|someone|anybody|yall *
            speak|talk|habla spanish|english|espanol|portuguese|creole; message|text|it * cut off;
            message|text|texts * blank|incomplete|garbled|empty|scrambled; not|never get|got|receive|received|see|saw your|the|any|ur|a * message|text|email|picture|link|letter|voicemail; only got|get|see half|part; what did|do|was|were you|u|yall|that * say|send|write|ask|saying|asking; say|
            repeat that again|$; come again $; did|was you|u|yall|someone|somebody|that|it * call|
            called|text|calling|leave|left|email|mail|knock|drop * me|us|voicemail|a|here|by|door|
            house|earlier|yesterday|today|$; do|are|does|is you|u|yall|your|this * only|just|also * buy|buying|purchase|work|deal|flip|houses|land|in|around|here; what|which areas|area|cities|
            city|states|counties|county|zip|zips|neighborhoods|kind|type|types|kinds|sort|side
            ** you|u|yall|guys * buy|buying|cover|work|purchase|invest|like|looking|in; how many|much
            houses|homes|properties|deals * you|u|yall * buy|bought|done|do|purchased|own|closed; how
            long * you|u|yall * been|business|doing|buying; what would|will|do|are|is|going you|u|
            yall|they|company|buyer|going|the * do|doing|plan|planning|use|happens * with|for * it|
            the|this|@home|that|$; what|whats * plan|plans|intentions|intention for|with * it|the|
            this|@home|that; is|was that|this|it * the @home|one by|near|next|across|on|with|behind|
            beside|off|in|at|or; the one by|near|next|across|behind|beside|with; are you gonna|going|
            planning * flip|live|rent|tear|knock|bulldoze|demolish|develop|build|move|airbnb it|in|
            this|that|the|down|on|here|it; flip it or|out; do you have * picture|pic|photo|parcel|
            apn|address
        ",
    },
    Group {
        mark: AsksSource,
        weight: 3.3,
        negated: Stays,
        why: "asks where the number is from",
        patterns: "
            did|do|have|had|was|is|were you|u|they|yall|i * pull|find|get|got|see|pulled|found|look|
            off|on|from|through me|my|this|us|it|up * off|from|on|through|in|of ** records|list|
            zillow|internet|online|county|public|facebook|record|website|database|whitepages|dmv;
            how much ** for|on my number|info|information|data|contact|phone; pay|paid|paying
            for|4 my number|info|information|data|contact|phone;
            how ** you get|got|find|found|obtain|locate my|this|our|me|us; how ** you @got *
            number|info|information|phone|cell|contact|name|details|this|me|us; how * you|u
            come|came by|across|up|upon|into; how * you|they have my|this|our|his|her; how *
            you|they get my|this|our|a|ahold|hold; how * get|got|found|find|obtain|have my|this|
            me|our; how|where|who * my|this number|info|information|cell|phone|contact|name|
            line; how did you get|obtain|find $; where * you|u|they @got * number|info|
            information|phone|cell|contact|name|details|this|me|my|it|that; where * my|this
            number|info|information|name|contact|phone|cell|data; where|how did|do|had you|u
            get|find|obtain|acquire|come|hear|pull|receive; where you get|got|find|found; who *
            gave|give|given|sold|supplied|provided * number|info|information|contact|name|phone|
            cell|it|this|you; who is|was * giving|selling|handing|sharing|passing * my|our; who
            gave you|u; number from where; from where; get my * number|info from|off; got my *
            number|info from|off|how; have my * number $; why * you * have|got my|this|our
            number|info|information|cell|phone|contact|name|address; how * you|u|they know|no|
            knew|figure|determine; how * know my|i|that|me|who|about|where|we; what|which list|database|website is|am|are|do i|we|my|it; what|which list|database|website|site|source|service|app * get|from|use|find|pull|got|number; did
            someone|somebody|anyone|who give|gave|sell * number|info|it; did you get|find|pull|
            buy my|this * off|from|online|number; how come|is you|my have|number; come across|
            by|upon my; came across|by|upon my; source of * information|number|info|data; is my
            * number|info|information listed|online|public|out; how did|do you|u get|got this|
            my|a|our; do i ask how you; explain how you; tell me how you got|found|know|have;
            know how you got|found|have|obtained; ask how|where you|u got|get|found|obtained|
            acquired|came; how|where you|u got|found|obtained|acquired|getting; how|where did
            my; where is my * number|name|info|information; my number from; who is selling|
            giving my; how am|are i|we on; what made you * me|my|this; what|how|where * lead *
            number|info; how did this number; number is unlisted|private|unpublished; where|how
            is you getting|get; how you * my|this|our; who told you; what makes you think i own|
            want; how did you hear
        ",
    },
    Group {
        mark: AsksPrice,
        weight: 3.2,
        negated: Stays,
        why: "asks what we would pay",
        patterns: "
            best and final; highest and best; what * you|u|yall|guys trying|wanting|willing|looking|
            prepared|going|gonna|fixing|able|ready|tryin|want|wanna to? pay|give|offer|spend|do|go|
            drop|put|part; what is your|the|ur top|max|highest dollar|offer|price; you tell me $; you are the buyer|investor|one; how much * you|yall|they|u|company|investor|cash|money|offer|offering|is|are|would|
            will|could|can|do|did|i|we|r|ya|for|buy|paying|pay|give|it|this|that; ^ how much $;
            how much $; ^ yes|sure|ok|maybe|possibly|yeah|yep|no|well|and|so|hi|hello|lol? how
            much; how much|high are|would|will|can|could|is; how much cash|money|are; how much
            though|tho|though|about|around|approximately|exactly|per $; what ** going|selling|
            sold|sell|go for; know|hear|see|need the|your|a|what? price|offer|number|amount
            first|before|$; depends on? how much are|is|would|will|can|do|you|u; how high; how
            many dollars|thousand|k|racks|bands; what * @will * @you * @pay|pay|give|offering|thinking|proposing|willing|prepared|paying|able; what * you|yall|they|u *
            pay|offer|give|offering|paying|proposing|willing|prepared; what * you|u|yall * buy
            it|this|@home|for; what are|r|were|price|number|range|amount? you|u|yall thinking|talking|looking|have|got; what could|
            would|can|will i|we get|make; what could|would|can|might|will i|we expect|net; what
            do you think ** worth; what ** worth; what * i|we get|expect|receive|walk|net|make|
            see; what|how much * i|we @will? get; what * it|this|@home|mine worth|go|going|be|
            bring; what * worth; worth to you|u; do you think * worth; what * your|ur|the|ya|
            yalls|their * offer|offers|price|number|budget|bid|range|max|figure|proposal|
            ballpark|amount|limit|ceiling; what|which|wat kind|type|sort of offer|offers|price|
            number|numbers|money|figure|figures|amount|deal|cash; what|which * offer|offers|
            price|number|numbers|figure|amount|range|bid; whats * offer|price|number; what is|
            are|would be? * offer|price|number|numbers|bid|proposal|budget|market|value|damage;
            give|send|shoot|throw|text|gimme|tell|quote|name|hit|get|show me|us * number|price|
            figure|ballpark|quote|range|estimate|amount|numbers|value|idea|bid; name|state|whats
            your|a|ur * price|number|figure; your|ur|best|highest|max|top|cash offer|price|bid
            $; ^ best|highest|final|cash|your|an offer|price $; ^ and|ok|yes|so|the|your? offer|price|ballpark|budget|bid|offers|cuanto|amount|numbers|number|figures|figure $; what|how much are|r? we talking|talkin|looking|thinking $; price|number|offer|figure ** what is it|that $; ^ ballpark|budget; a ballpark; ballpark * offer|number|
            price|figure|range|idea; curious * you @will? pay|offer|give; curious * price|offer|
            number|much|worth|value; wondering|know * you @will? pay|offer|give; know|hear|see
            what|how * price|offer|number|pay|much|worth|value; see|hear * number|numbers|
            figure|figures|price; tell me * price|number|figure|much|offer|worth|pay; offer|
            price|amount|number|$ ?|amount $; what|how would|will|does|do an?|your|the|my *
            offer|price look|be|like|work; how do|would you determine|calculate|come|arrive|
            figure|decide|base; what are|r @home|they|similar * going|selling|worth; going rate;
            market value; fair market; what price; at what price|number; for what price|amount;
            for how much; <dollar>; value of my|the|it|this|@home; how much|what * zestimate;
            your cash price; price range; range of|you|are; price you * @will?|are pay|offer|
            thinking|offering|mind; what * mind * price|number; number * you|u have? in mind;
            price|number|amount|figure did|do|were|are|r|would you|u; price|number|figure|offer
            you|u have|had|got|were|are; what is|s? the most|maximum|max|least you|u|i; most|
            highest|maximum|max you @will|are|pay|can; highest * go; what|any|a amount|number|
            price|figure|offer ** in mind; tell|show me the? money; talk * numbers|price|money;
            talking * numbers|figures|money; talk to me about price|money|numbers; any idea *
            worth|price|much|value; what * similar|comparable; idea of|on * price|worth|offer|
            pay|value|number; how|what about price|money; @pay|pay for * like mine|this|that;
            ready to|2 pay|offer|spend; your|ur|the max|budget|ceiling; is there|that an? price|
            number|offer; do you|u|yall have|got a|an * price|number|offer|figure|amount; got|
            have an? offer|price|figure $; how you|u price|value; how good|big|large|low|strong|
            generous; how does|is your offer|price|pricing; how are you pricing|priced|valuing|
            going to price; what @will|is|are you buy|purchase * for; ^ whats|wats|what it|it
            is|my * worth; thinking|looking * price wise|pricewise; pay wise; moneywise; price
            wise; in terms of price|money|number|numbers
        ",
    },
    Group {
        mark: AsksPrice,
        weight: 4.0,
        negated: Refuses,
        why: "asks for our offer",
        patterns: "
            make|send|give|shoot|throw|submit|present|email|mail|text|toss|bring|hand|fire|gimme|
            show|slide|drop me|us with|over|up|out? an|a|your|ur|some? best|top|highest|max|
            final|fair|good|real|serious|cash|decent|reasonable|written|solid|strong|great|crazy?
            offer|offers|bid|proposal; make|send|give|shoot|throw|submit|present|email|mail|text|
            name|state|bring|put|write|drop me|us? over|in|forth|down|up|out? your|ur best|top|
            highest|max|final|cash|fair|written? and? best|final? offer|offers|number|price|bid|
            figure|proposal; shoot|throw|send|give|toss|text|gimme me|us? an|a|some|your|ur|the?
            best|top|highest|max|final|fair|ballpark? price|prices|number|numbers|figure|bid;
            send|put it|that|something|the offer? in writing; ^ offer me|us? something|$
        ",
    },
    Group {
        mark: Interest,
        weight: 4.0,
        negated: Stays,
        why: "would weigh an offer",
        patterns: "
            make|send|give|shoot|throw|submit|present me|us? an|a|some? offer|offers|bid|proposal
            and|n i|we|you u|will|can|may|might|would? see|consider|think|look|decide|entertain|
            listen|talk|go; make|send|give|shoot|throw|submit|present me|us? an|a|some? offer|
            offers|bid|proposal and|n will|lets|let us? see|consider|think|look|decide|talk|go
        ",
    },
    Group {
        mark: AsksBusiness,
        weight: 3.6,
        negated: Stays,
        why: "asks how or where we do business",
        patterns: "
            do|does|are|will|would|can you|u|yall|ya|your|they guys|all|people|folks|company|ever?
            also|only|ever|even|still|just? buy|buying|purchase|purchasing|take|accept|do|handle
            land|lots|acreage|mobile|manufactured|modular|trailers|condos|townhomes|townhouses|
            commercial|multifamily|duplexes|farms|apartments|raw|vacant|houses|homes|properties
            homes|home|houses|house|land|lots|property|properties|buildings? too|also|or|only|in|
            around|outside|anywhere|everywhere|$; are|r|is you|u|yall|this|it guys|all|people?
            only|just|mostly|based? in|around ~|texas|florida|california|georgia|arizona|carolina|
            tennessee|here|town|state; do|are|r you|u|yall guys|all|people|folks? only|just|also?
            buy|buying|work|working|operate|invest|investing only? in|around|outside; what|which
            area|areas|state|states|city|cities|county|counties|market|markets|neighborhoods|zip *
            you|u|yall * buy|buying|work|cover|operate|in; how|what do|does|would|will|is this|
            it|that|the|all|your|everything|yalls whole|whole? thing|program|service|company?
            work|works|working exactly|usually|then|even|anyway|for|with|$; is|are there|it an|a|
            any? fee|fees|charge|cost|catch on|from|for|at your|yours|you end|side|part|$; do you|
            u|yall guys|all? charge anything|me|us|people|a|$ fee|$; how do|does you|u|yall guys|
            all|people|even? make your|ur|any? money|profit|$; what is|s your|ur cut|profit; how
            long have|has you|u|yall|your been|company * business|this|around|buying; how many
            houses|homes|properties have|do|did|has|you ** bought|buy|purchased|done|a; are|r
            you|u|yall the ones|one|people|guys|company|folks with|that|who|from|putting * signs|
            sign|billboard|ads|flyers|letters|postcards
        ",
    },
    Group {
        mark: Other,
        weight: 3.4,
        negated: Stays,
        why: "asks how much of something else",
        patterns: "
            how much longer|time|notice|rent|do|does|is|are * rent|month|charge|charging|cost|
            owe; how much do|does|would|will you|it|yall charge|cost; how much is|are the? *
            rent|deposit|ticket|tickets|shipping; how much do i owe; how much|many bedrooms|
            baths
        ",
    },
    Group {
        mark: Offer,
        weight: 3.4,
        negated: Stays,
        why: "asks about the terms",
        patterns: "
            closing costs|cost|fees|fee; who|you pays|pay|cover|covers|handle|handles * closing|
            fees|commission|title|costs|taxes|lien|liens; are|is you|this|it|yall|that|they *
            cash|financing|financed; is|are|would|will|do|does|can|you * cash * offer|buyer|
            buyers|deal|sale|purchase; are you paying|buying|offering|using|getting * cash|loan|
            financing|mortgage|bank; ^ you paying|pay * cash; are|do|will|would you paying|pay *
            cash; pay|pays|paying|buy|buying all? in? cash; all cash; ^ cash ?|only|or|buyer|
            offer|deal|only? $; cash or financing|loan|finance|mortgage|financed|check; cash
            buyer|buyers; is it|this|that * cash; owner|seller financing|finance|carry|
            carryback|financed; carry the|a * note|mortgage|paper; are there any|hidden? * fees|
            fee|commission|commissions|charges|costs|cost|expenses; any * fees|commission|
            commissions|hidden|charges|costs; do|will|would i|we have|need to? * pay * realtor|
            fees|fee|commission|commissions|closing|agent|taxes|anything|title; realtor|agent
            fees|fee|commission|commissions|involved; earnest|ernest money|deposit; deposit *
            how much|money|down; how much|what|is|any|a * earnest|deposit|down; how much
            earnest|deposit * money|$; money down; down payment; your|ur|the|what * terms;
            terms|financing $; proof of funds; pof; subject to|2; sub to; lease option|back;
            rent to own; rent back; leaseback; novation; take|taking|takes|assume|assuming over?
            * payments|mortgage|loan; pay off * mortgage|loan|lien|liens|taxes|balance; title
            company; who is|are the|your title|escrow; escrow company|account|agent|fees; which|
            what title|escrow|contract|paperwork; are you assigning|assign|wholesaling; assign|
            assignment * contract|fee; assignable; contingencies|contingency|contingent; what is
            the catch; have the? funds|financing; is there|any * contingency|contingencies|
            catch|negotiation|flexibility|flexible|wiggle|room; option|inspection period; wire|
            wired|cashiers * money|funds|check|transfer; does that|price|offer|it include|cover;
            is that|this|it your|the * best|final|highest|max|top|net|before|after|firm|
            negotiable; is that|this|it net|gross|cash; after fees|costs|commission; net to|for
            me|us|seller; buy|purchase * contract|terms|land contract; seller concessions; any|
            other conditions|strings; liens|lien on|problem|ok; there is|are a? lien|liens|
            judgment; pay|cover the back taxes|liens; would|will|could|can you do|consider|
            accept|go|agree|be|offer * terms|financing|installments|payments|contract|leaseback|
            lease|more|higher|better|rent; do you|yall do|offer terms|financing|creative|
            installments
        ",
    },
    Group {
        mark: Timeline,
        weight: 3.0,
        negated: Drops,
        why: "asks how soon or how it goes on",
        patterns: "
            when|how * do|would|will|should you need|want|expect me|us * out|gone|moved|to; how
            fast|soon|quick|quickly|long|rapid * you * buy|close|pay|purchase|move|finish|
            offer; how fast|soon|quick|quickly|long|rapid * close|closing|take|takes|buy|move|
            pay|process|paid|money|done|it|sell|sale|purchase|this|happen|until|till|before|out|
            start|get|deal|funds|days|you|escrow|get; how fast|soon|quick|quickly|long $; how
            long|much * until|till|before|after|process|wait|notice|longer; how many days|weeks|
            months; when * you|u|yall|we * close|buy|pay|start|purchase|come|look|see|stop|meet|
            inspect|sign|finalize|wrap|view|need; when * i|we * paid|money|out|move|leave|
            vacate|sign|close|get|check|expect; when * closing|close|happen|money|sign|
            walkthrough; ^ when $; ^ by when; when would this|it|that; what|whats is? your|the|
            ur|a|typical? * timeline|timeframe|schedule|turnaround|process|procedure|steps|
            closing; time frame|line|table; timeline|timeframe|turnaround; what|which date|day|
            days|time|month * close|closing|work|come|thinking|available; closing date|day|time|
            timeline|period|process; close|closing|closed|done|sold|settle|settled|wrapped|buy|
            buy|funded|cash * in|within|by|before|end # days|weeks|months|day|week|month; close|
            closing|done|sold|settle|wrap * by|before|in|within|around|next|this * @month|week|
            month|year|weekend|christmas|holidays|days|weeks|friday|monday|tuesday|wednesday|
            thursday|summer|spring|few|couple|two|three; @will|can * close * quick|quickly|fast|
            soon|sooner|tomorrow|asap|immediately|right|in|by|before|next|this|within; quick|
            fast|quickly|speedy close|closing|sale; close quick|quickly|fast|sooner|asap|soon|
            early|immediately|whenever|tomorrow; what happens next|now|after|then|if; what is|
            are the|ur|next * next|steps|step|process|procedure; next steps|step; what is next;
            when ** answer|decision; when ** happen; how does|do|would|will this|that|it|the|
            your|selling|process|things|everything work|go|happen; how|what is|does the|ur|your
            * process|procedure; walk me through; explain * process|works|how; how|what do we|i
            * proceed|start|begin|next|forward|started; how this|it works|would|goes; what would
            * process|steps; come|stop|swing * see|look|by|view|walk|tour|check|visit|over *
            when|tomorrow|today|week|saturday|sunday; when * come; when|what * come|stop|swing|
            get|view|walk|tour|see|look * it|@home|by|over|out|see|look; how long * stay|move|
            live|do|would|will|can|does|is|until; time to|2 move|pack|relocate|vacate; @will|
            could|can|if i|we|my|they * stay|remain|live * after|until|till|longer|few|couple|
            month|months|days|weeks|week|past; when do|would|will|am i|we|they have|need to|be|
            @move; do i|we have|need to * move|leave|vacate|out * right|when|immediately|away|
            by|soon|before; delay|extend|extended|flexible|push|postpone * closing|close;
            flexible * closing|date|timeline|move|timing; # days|day|week|weeks close|closing;
            how far|late out|along|into; soonest|earliest|latest|sooner
        ",
    },
    Group {
        mark: Timeline,
        weight: 3.5,
        negated: Stays,
        why: "asks to stay for a while",
        patterns: "
            can|could|may|if|would|will i|we|they|my _? * stay|remain|live|rent ** until|till|
            after|for
        ",
    },
    Group {
        mark: Condition,
        weight: 3.0,
        negated: Drops,
        why: "asks about the condition we take",
        patterns: "
            as is; do|would|will|does|are|can|could you|yall|u|they|company * buy|take|buying|
            want|accept|purchase|interested|ok|okay|care|mind|deal|handle|consider|do * tenant|
            tenants|occupied|condition|damaged|damage|repairs|fire|mold|mobile|manufactured|
            land|trailer|ugly|vacant|junk|violations|foundation|work|hoarder|squatters|
            condemned|liens|burned|septic|unpermitted|permits|rough|fixer|fixers|old|hoa|bad|
            teardown|teardowns|any|condo|condos|lots|multifamily|duplexes|commercial|renters|
            history|trashed|wrecked|gutted|unfinished|leaking|roof|mess|clean|furnished|
            furniture|stuff; buy|purchase * with tenants|tenant|renters|renter|squatters|people|
            furniture|everything|issues|problems; do|will|would|should|have i|we|it|need * fix|
            repair|clean|paint|replace|update|do|remodel|make|empty|haul|remove * anything|
            first|repairs|everything|out|it|roof|any|before|up|stuff|that|needed; have|need to|2
            fix|repair|clean|make|haul|do|empty|stage|paint|replace|remove; do|need|have to|i
            repairs|cleaning; leave * stuff|furniture|things|junk|belongings|behind|everything|
            appliances|trash; do|will|would|does|is you|there|it|an|yall|this|u * inspection|
            inspector|appraisal|walkthrough|walk|inspect|inspections; need|want|require|send *
            pictures|photos|pics|inspection|inspections|walkthrough|video|appraisal; want|like|
            need to|2|a see? * pictures|pics|photos|inside; can|could|may i|we|you * pictures|
            pics|photos|video; does|is|do|will * condition matter|important|affect|bad|issue;
            what|which|any condition|conditions|repairs; what * need|want|like|have to|2 know
            about; what|any|which * info|information|details do|you need|want|require; is that|
            this|it a|an|ok|going|still|gonna * problem|issue|dealbreaker|deal|ok|okay; in|any
            condition $; is that ok|a|okay|alright problem|issue|dealbreaker|$; tenant|tenants|
            renters ** ok|problem|issue; do|would you want|need * pictures|pics|photos|video;
            condition you|@will|that|do|matter|issue|problem; inspect|inspection|inspections|
            inspector; buy it if|with|as; need|have to be * empty|vacant|cleaned|clean|fixed|
            repaired; do you buy|purchase; is|are|does|has the? * tenant|tenants|roof|
            foundation|condition|vacant|occupied|septic|hoa|ac|permits; will|would|does|do|is|
            should you|it|that|a|the * matter|problem|ok|issue * roof|tenant|tenants|repairs|
            foundation|damage|mold|fire|condition; care about|if * condition|repairs|roof|
            foundation|inside|tenants|permit|permits; how * you * inspect|inspection|evaluate|
            assess; what if|about * repairs|tenant|tenants|roof|mold|foundation|damage|
            condition|furniture|stuff|lien
        ",
    },
];
