//! Hostility, threats of law, accusations of spam, do-not-call: no further texts.
//!
//! Opting out is another module's verdict; its plainest words are here too, so that such a text
//! never looks like talk about a sale.

use super::Group;
use super::Mark::Hostile;
use super::Negated::{Drops, Stays};

pub(super) const GROUPS: &[Group] = &[
    Group {
        mark: Hostile,
        weight: 4.0,
        negated: Stays,
        why: "is hostile, accuses, threatens or wants no contact",
        patterns: "
            dirtbag|dirtbags|lowballer|lowballers|sleazebag|sleazebags; leaving|leave @me|my|our
            alone; relentless; second|third|fourth|fifth|tenth|# time ** told|tell|said|asked|
            telling|asking; part of no; scamming|conning|robbing|ripping|cheating|fooling|tricking
            old|elderly|people|seniors|folks|widows; eat|lick|suck a bag|box; dnc; block|blocked|
            blocking you|your|u|ur|yall; block|blocked|blocking this|the|that|these|those|all|
            him|her|them? number|numbers|caller|sender|texts|contact|person|guy|chick|lady;
            am|will|gonna|going|now|just|getting|get|got|be|been|being|or|me|him|them|have|to|
            already|number|blocking block|blocked|blocking $; are|your blocked $; block|blocked|
            blocking and|or|report|then report|reported|reporting|delete|deleted|deleting|done|
            bye|reporting; ^ blocked|reported|reporting|bye|goodbye|blocking * $; ^ block $; go away; go fly|kick|jump|screw|pound|play|suck|die|choke|eat|f * a|
            rocks|kite|lake|sand|traffic|yourself|it|dirt|$; get lost|bent|fucked|stuffed|out|off|
            away; ^ get a real? job|life|clue|hobby; get a life|clue|hobby; get a real job|life;
            buzz|piss|fuck|back|bug|sod|f|naff|jog off; ^ beat it $; just|please|go|so|and beat it $; scram; kick rocks; pound
            sand; take a hike; take the|a hint; last|final|only warning; warned you; enough already|
            is; how many times; asked|told|said|tell|asking|telling * you|u|yall|already|before|
            times|once|numerous|multiple|repeatedly|several * stop|quit|not to|leave|remove|times|
            no|never|$; keep|keeps|kept|continue|constantly|always|repeatedly|continually * @text *
            me|us|$; keep texting|calling|messaging|harassing|bothering|contacting; tired|sick|fed|
            annoyed * of|with * you|texts|calls|messages|people|spam|getting|vultures; 
            do not reply|respond|answer $|me|this|to|back|again; report junk|spam; go bother|bug|harass|annoy|scam; sue|
            suing|sued; lawsuit|lawsuits|litigation|litigate|damages|subpoena; lawyer|attorney *
            contact|touch|contacting|hear|call|contacted|sue|see|court|involved|notified|reaching|
            letter|handle|on|after|will|speak|be; hear|hearing * from my|our * lawyer|attorney|
            lawyers|attorneys; call|calling|contacting|getting|contact|get|have|forward|forwarding|
            forwarded|calling|notify|notifying|retain|retained * lawyer|attorney|police|cops|
            sheriff|fcc|ftc|authorities|fbi; legal|court action|order|papers|recourse|consequences|
            date|proceedings|team|counsel; take you to|2 court; see you in court; press|pressing|
            file|filing|filed * charges|complaint|complaints|suit|claim|report|police; tcpa; fcc;
            ftc; attorney general; consumer protection; better business bureau|bbb; bbb; cease and;
            desist; restraining order; illegal|unlawful|against the|criminal|fraud|fraudulent|
            unsolicited|unwanted; against|breaking|violating|violation|violate|violates|breaks *
            law|laws|consent|tcpa|rights|privacy|federal|policy; violating|violated; never|not|
            without * consent|consented|permission|opted|authorize|authorized|agreed * text|contact|
            contacted|texts|this|messages|to|for|permission|consent|up|you|$; without|not|no|never *
            my|give|given|gave|any? * consent|permission|approval; invasion|invading|violation *
            privacy; stalking|stalker|stalkers|trespassing|predator|predators|predatory; report|
            reporting|reported * you|this|your|u|it|number|spam|scam|to|as|them|fcc|police|phishing;
            being|been|getting|will|be|going reported|reporting|sued|blocked; police|cops|sheriff|
            fbi|authorities; this|that|it|you|u|these|all|are|s|such|is|another|just|more|obvious|
            pure|total|nice|as|ur|your|is|called * a|an|of? spam|spammer|spammers|scam|scammer|
            scammers|phishing|fraud|scamming|con|conartist|crooks|crook|thief|thieves|bullshit|
            shady|sketchy|fake|spamming|harassment|harassing|harrassment; bottom feeder|feeders|
            feeding; scammer|scammers|spammer|spammers|crook|crooks|thief|thieves|vulture|vultures|
            parasite|parasites|leech|leeches|scum|scumbag|scumbags|bloodsucker|bloodsuckers|shark|
            sharks|conman|conartist|grifter|grifters|slimy|sleazy|slimeball|sleazeball|lowlife|
            lowlifes|lowlives|swindler|ghoul|ghouls|weasel|snake|snakes|creep|creeps|weirdo; spam|
            scam|scams|phishing $; ^ spam|scam|harassment|fraud * $; spam|junk|scam|unsolicited|
            phishing text|texts|message|messages|risk|likely|artist|caller|call|calls|alert|bot;
            harassing|harassment|harrassing|harass|harrassment|harassed; you|yall|u harass|spam|
            scam|bother|bug|annoy|prey; con|scam|rip artist|artists|off; rip|ripping|ripped off|
            people|folks; prey|preying|taking|take|steal|stealing on|advantage|from|peoples|houses *
            elderly|people|old|of|widows|seniors|poor|homes|$; preying|swindle|swindling|cheating|
            scamming|robbing; <finger>; fuck|f off|you|u|this|outta|out|ur|your|yourself|urself|ya|
            all|them|er|that|$; fuck|fucking|fuckin|fucker|motherfucker|motherfuckers|fuckers|
            fuckface; asshole|assholes|bitch|bitches|bastard|bastards|dickhead|dick|prick|pricks|
            douche|douchebag|douchebags|jackass|jerk|jerks|dipshit|shithead|cunt|pussy|cocksucker|
            twat|wanker|moron|morons|idiot|idiots|imbecile|stupid|dumbass|dumb|retard|loser|losers|
            clown|clowns|pathetic|disgusting|pos|pig|pigs|asswipe|turd|bozo|fool|fools|jagoff|dumbo;
            eat|full|piece|sack|bag|load|crock of? shit|crap|dick|bullshit|garbage|dirt|trash; shit|
            crap|ass|damn|bullshit|hell off|yourself|you|head; bull shit; bullshit; kiss|suck|bite|
            lick|blow my|this|me|deez|on|a; screw|damn|curse|eff|forget|hate|despise|shame you|
            yourself|off|this|u|on|all; shame on you; hate you|people|u; go|rot|burn|see in|to|you
            hell; go to hell; hope you|u|your * die|choke|burn|rot|cancer|fail|step|lose|get|hit|
            jail|robbed; drop dead; shut|stfu the|up|it|your; shut|stick|shove|cram * it|up|offer|
            your|ass; where the sun; up your|ur|yours; mind your own|business; none|not of|any?
            your|ur * business; nunya; ^ your mother|mom|momma|mama|mothers|moms $; yo momma|mama|
            mom; do not give a; who|what * the|in|tf fuck|hell|f|heck; what the fuck|hell|f; son of
            a; waste|wasting of? oxygen|space|skin; i will|ill|gonna * shoot|kill|hurt|find|beat|
            kick|come|hunt * you|u|ass|your|down; guns|shotgun|bullet|rifle|pistol; come|step|set *
            foot|near * property|house|here|shot|regret|shoot; how dare you; no|zero|any shame|decency|morals|conscience|dignity;  you * should|ought|
            need|must to|be? * ashamed|jail|prison|arrested|rot; ashamed; you disgust|sicken|people;
            give me|us a break $; annoying|pest|nuisance|obnoxious|rude|intrusive|creepy|insensitive|
            inappropriate|unprofessional|tacky; <angry> $; hell are|do you|u; dont you people|have;
            nosy|noseybody|weirdos; find another|a|someone victim|sucker|job|hobby; sucker|suckers|
            victim; con someone|somebody|man; fake ass; violation of|tcpa; damn|dang|goddamn number|
            phone|texts|time|messages|you; bloody hell|annoying
        ",
    },
    Group {
        mark: Hostile,
        weight: 2.0,
        negated: Drops,
        why: "sounds hostile",
        patterns: "
            spam; scam; reporting; ass; damn; hell; shit; crap;
            lawyer; attorney; illegal; alone; <angry>; sick of
        ",
    },
];
