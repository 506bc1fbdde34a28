//! Putting off.

use super::Group;
use super::Mark::{Busy, Callback, Delay};
use super::Negated::{Drops, Stays};

pub(super) const GROUPS: &[Group] = &[
    Group {
        mark: Delay,
        weight: 3.4,
        negated: Stays,
        why: "puts it off",
        patterns: "
            have|has not really|even|fully|quite|completely? decided|agreed; have not * made up|my|our|a; before i|we * decide|consider|think|list|do|make|sell; my|the|our @kin * handles|handle|decides|deals; nothing|anything * i|we can * do
            until|till; until|till the? court|probate|estate|judge|lawyers;
            not * right|just|rn|quite now|yet|this|ready; not now|yet|currently|presently; not
            at|@ this|the|that|present * time|moment|point|stage|minute|juncture; not * now|yet|
            moment|currently|soon|presently $; not * ready; not|nt|no * selling|sell|looking|
            interested|want|planning|considering|thinking * right|just|yet|now|currently|
            presently|until|till|before|rn now|yet|this|@month|spring|after|we|i|the|next|my|$;
            not * @sell * yet|now|until|till|soon|moment; not * until|till|before|for * @month|
            spring|summer|fall|after|next|year|lease|market|kids|i|we|holidays|another|few|
            couple|#; nothing|no * right now|yet; not today * tomorrow|later|maybe|sorry; ^ not|
            no today|tonight $; not|no * time|yet to decide|sell; maybe|perhaps|possibly|
            probably|might|definitely|likely * later|someday|eventually|sometime|tomorrow|down|
            one|some|another * on|day|time|road|line|point|$; maybe|perhaps|possibly|probably|
            might|likely|try|again|revisit|think|talk ** in|next|after|over|this|around|come|by|
            within|for|the ** year|years|months|month|weeks|week|spring|summer|fall|winter|
            future|@month|holidays|while|point|retire|retirement|bit|season|days|road|line|
            graduates|school|graduation; ^ maybe|perhaps|possibly|probably|yes|yeah|sure|ok|no|
            nope|sorry|but|or|try|like? next|after|in|around|end|later|at|early|some|another|a|
            one|sometime|towards * year|years|months|month|weeks|week|spring|summer|fall|winter|
            future|@month|holidays|while|point|other|time|day|days|date|retire|road; ^ maybe?
            later|tomorrow|soon|eventually|someday|sometime|afterwards * $; ^ another|some|
            other|next|different other? time|day|year|week|month|life; down the road|line|track;
            in|for the? near|distant|future|not? * future; in the future; someday|sometime|
            eventually; one of these|day; one day; get|got|getting|come|circle|be|reach|check
            back|bac to|at|with|2|in * you|ya|u|me|us|this|touch|it|$; get back; be in touch;
            let you know; let u know; need|have|got|like to think about|on|it|over; not right
            now|yet; not now|yet; after the? first of * year; after the? new year; let|will|
            gonna|shall you|u|ya know; let me|us * talk * to|with|it|this|@kin; let us think|
            decide|see|figure; maybe|perhaps|possibly after; after my|our|the|this * divorce|
            probate|surgery|wedding|trial|funeral; get with my|the|him|her; not at present; let|
            allow|give me|my * think|sleep|check|see|ask|discuss|consult|figure|pray|consider|
            ponder|speak|look|confer|run|mull|review|process|digest|minute|few|days|second|
            moment|day|week|couple|finish|time|hour|little|bit|weekend|month|crunch|gather;
            think|sleep|pray|mull|chew|ponder|mulling|reflect about|on|it|over|upon * it|over|
            this|that|first|some|more|for|everything|your; think about it|this|that|things;
            thinking about it|this|that $; think it over|through; talk|speak|discuss|check|
            consult|confer|ask|talking|discussing|speaking|clear|meet|touch|go * to|with|it|by|
            past|over|this|my|through|base * my|the|our|her|him|@kin|siblings|them|ex|boss|cpa|
            accountant|children|partners; ask|check|consult|tell my|our|the @kin|siblings|boss|
            tax|cpa|partners|board; my|our|with|the @kin|partners|siblings first; need|needs|want|take|require|have|give|like * time|days|few|weeks|minute|moment|bit|weekend|while|second ** think|decide|about; stop|sit|chance|time to|and|down|2? think; need|want|take * more|some time; need|want|have|
            like|gotta|got|going|love to * think|talk|discuss|consult|decide|consider|ask|pray|
            sleep|process|digest|mull|check|confer|look|figure|speak|run|wait|hold|see; more|
            some|little|bit|enough of? time; time to think|decide|process|consider|discuss|
            figure|talk; not|never * decided|decision|thought|sure|know yet|about|whether|if|
            what|when; undecided|hesitant; still|trying * deciding|decide|debating|undecided|
            unsure|figuring * $; still thinking about it|that $; still thinking $; on the fence;
            do not know * yet|if * want|sell|ready|selling|yet|i|we|keep; not|un sure * if|
            whether|yet|when|about * want|sell|selling|ready|i|we|keep|do|yet|$; yet $; not|bad|
            wrong|horrible|terrible|better|worst|different a|the|my? * good|bad|great|best|
            right|ideal|convenient * time|timing|moment|day; bad|poor|wrong|not|terrible|
            horrible time|timing; more time; hold that|your thought|horses; wait|waiting|hold|
            holding until|till|on|for|off|a|to|and|it|out|another * @month|market|rates|lease|
            tax|year|years|see|better|minute|kids|@kin|sec|second|next|i|we|my|after|the|month|
            months|week|prices|bit|while|everything|divorce|probate|insurance; wait|waiting a|
            an|until|till|few|another|for|on|and|to; going|want|rather|gonna|prefer|like|
            decided|need to|2 wait|hold; when|once|if|until|till i|we|the|my|things|it|kids|
            market|time|ever|our|soon * ready|retire|decide|back|settle|settles|graduates|
            graduate|done|finish|available|return|slow|slows|calm|improves|change|changes|
            passes|comes|decision|decided|retired|free|moved|better|picks; if|when|once|should|
            until|case * anything|something|situation|ever|circumstances|mind|things|that|decide
            * change|changes|do|sell|mind|ready|comes|decide; if i|we|things|anything|ever *
            change|changes|decide|do|ready|mind; too soon|early to|for|right|$; ^ soon * $; ^
            right now; revisit; rain check; raincheck; stand by; standby; sit tight; next time;
            market|prices|rates * better|improves|up|picks|turns|recovers|rebounds|down|drop|
            lower|improve|settle; rates|market * come|go|comes|goes|get|gets|drops; back burner;
            keep|bear * in mind; keep me posted|updated; ahora no; give it|me|us|another * year|
            years|months|month|weeks|week|minute|few|time|days; few|couple|another|# more years|
            months; another|in|least|like|maybe|more|probably|possibly|perhaps a|an|few|couple|
            #|six|two|three|five|ten|several|one|another|at|or|of * years|year|decade; years|
            year|months|ways|while from|away|off|out|down now|$; a|some|few|couple ways|while|
            time off|away|out; after|over|during the|my|we|christmas|thanksgiving|tax|this|new|
            his|her|our * holidays|holiday|year|wedding|surgery|season|weekend|graduation|baby|
            election|summer|winter|funeral|vacation|christmas|thanksgiving|move|trip; next|
            following year|spring|summer|fall|winter; rather|prefer wait|later; no hurry|rush *
            sell|to|yet|maybe|but|not
        ",
    },
    Group {
        mark: Busy,
        weight: 3.4,
        negated: Stays,
        why: "is busy now",
        patterns: "
            out of the? country|town|office; on vacation|holiday|leave;
             brb|bbl|bbs|afk|gtg|g2g;
            busy|swamped|slammed|preoccupied|unavailable; am|bit|little|currently|pretty|kind|otherwise occupied; busy at|with|right|now|today|
            but|lately; tied up; at|@ the|my|a|an? work|church|school|dinner|hospital|gym|
            doctor|doctors|lunch|appointment|funeral|airport|job|dentist|office|store|game|
            movies|wedding|practice|court|dmv|bank|party; in|at|on|having|have|going|into a|an|
            the|my|another|our? meeting|meetings|class|appointment|hospital|store|plane|flight|
            movie|call|court|middle|conference|shower|surgery|zoom|bed|traffic|interview|
            training|session; i am|was|currently|still|im driving|working|sleeping|traveling|
            travelling|eating|cooking|asleep|sick|deployed; ^ driving|working|sleeping|
            traveling|asleep|eating|sleep; driving * now|right|text|call|rn|home|back|will|ill;
            while driving; out of town|country|office|pocket; on|currently|away|going|leaving
            vacation|trip|shift|holiday|cruise|business|duty|deployment|leave|honeymoon; away|
            gone until|till|from|for|this; can|could not|never * talk|speak|chat|text|answer|
            discuss|call|respond|decide|think|commit|reply|chat|deal|make|look|do * now|right|
            moment|this|today|about|at|until|till|decision|here|while|yet|during|rn|$; hold|hang
            on|off|tight|up; one|1|a|just|gimme|give|hang sec|second|minute|min|moment; be right
            back; my|the|a|in|had|have|having|dealing|just * surgery|funeral|grieving|mourning|
            covid|flu|emergency|illness|newborn|recovering|hospital|procedure; sick|ill right|
            today|now|this|at|call|with|in; family|medical|personal emergency|matter|matters|
            issue|issues|crisis
        ",
    },
    Group {
        mark: Callback,
        weight: 3.4,
        negated: Stays,
        why: "asks to be reached later",
        patterns: "
            stop|come|swing by|back * next|later month|week|year|spring|summer|fall|winter|time; call|text|phone|ring|reach|try * after|at|around|before|past #; get|getting|got|am
            off|out|home|done at|around|by|after #;
            talk|call|text|chat|speak|try|reply|respond|contact|message|answer|discuss|connect|
            hit|get|ping|email|holler|follow|check|reach|circle|touch|bother|ask|remind|write|
            msg|hmu|buzz|ring * @later|soon|then|again|afterwards|another|when|back|sometime;
            talk|call|text|chat|speak|try|reply|respond|contact|message|answer|discuss|connect|
            hit|get|ping|email|follow|check|reach|circle|touch|ask|remind|write|msg|back|again *
            in|after|next|at|around|closer|before|this|once|when|if|till|until * month|months|
            week|weeks|year|years|day|days|hour|hours|minutes|minute|bit|while|@month|#|@later|
            morning|noon|work|five|six|seven|four|three|two|holidays|lunch|dinner|new|first|tax|
            school|time|i|we|church|home|evening|off|surgery|ready|settles|retire; check|touch|
            circle|follow|reach|get|hit back|base|up|out|around * with|in|later|next|after|when|
            then|me|again|soon|$; try|ask|check|call|text|contact|reach|come|message|hit me|us|
            out|in|back? * again|back|later|another; remind me; talk|speak|chat|catch * soon|
            later; keep|save|saved|saving|keeping|file|store|hold|add|put|have your|ur|this|you|
            on * number|info|contact|information|file|card|contacts; keep|stay in touch|contact
        ",
    },
    Group {
        mark: Delay,
        weight: 2.0,
        negated: Drops,
        why: "names a later time",
        patterns: "
            next|coming|early|late year|month|week|spring|summer|fall|winter|@month; call|text
            @later; in a|few|couple|about|six|two|three|#|several * years|months|weeks|days|
            while|bit|year|month|hours|decade|minutes; @month; later; tomorrow; in|around|after|
            till|until|by @month; after #; tonight; this weekend|evening|afternoon; eventually;
            someday; as soon as i|we; call|text|hit|message you|u * back|later|soon|tomorrow|
            when|tonight|if|after; wait; soon
        ",
    },
];
