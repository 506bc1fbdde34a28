//! The words the grammar knows: one spelling, its roles, and the variants people type.

use super::words::Roles;
use crate::text::spelling::{WordList, words};

const FILLER: Roles = Roles::FILLER;
const POLITE: Roles = Roles::POLITE.and(Roles::FILLER).and(Roles::LOOSE);
const LOOSE: Roles = Roles::LOOSE;
const LOOSE_FILLER: Roles = Roles::LOOSE.and(Roles::FILLER);
const CONTACT: Roles = Roles::CONTACT;
const CONTACTING: Roles = Roles::CONTACTING;
const CONTACTED: Roles = Roles::CONTACTED;
const MESSAGES: Roles = Roles::MESSAGES;
const DETERMINER: Roles = Roles::DETERMINER;
const LINE: Roles = Roles::LINE;
const FAMILY: Roles = Roles::FAMILY;
const LIST: Roles = Roles::LIST;
const REMOVE: Roles = Roles::REMOVE;
const REMOVED: Roles = Roles::REMOVED;
const WANT: Roles = Roles::WANT;
const OTHERS: Roles = Roles::OTHERS;
const TIME: Roles = Roles::TIME;
const FINAL: Roles = Roles::FINAL;
const REFUSAL: Roles = Roles::REFUSAL;
const THREAT: Roles = Roles::THREAT;
const ASK: Roles = Roles::ASK;
const STRONG: Roles = Roles::STRONG;
const WEAK: Roles = Roles::WEAK;
const NEGATION: Roles = Roles::NEGATION;
const JUNK: Roles = Roles::JUNK;

/// Spelling, roles, variants. The keywords (`STRONG`, `WEAK`) are the FCC's (47 CFR 64.1200(a)(10)),
/// Twilio's and AWS's, and what people write in their place.
pub(super) const LEXICON: &[(&str, Roles, &str)] = &[
    // Keywords.
    (
        "stop",
        STRONG.and(Roles::STOP),
        "stopp sstop stip stopit stahp stawp stp sotp stpo tsop stopplease",
    ),
    ("stopall", STRONG.and(Roles::STOP), "stopal"),
    (
        "unsubscribe",
        STRONG,
        "unsub unsuscribe unsubscribed unsubscribing unsubscribeme usub",
    ),
    ("optout", STRONG, "optingout optedout opout optoutme outout"),
    ("cease", STRONG.and(Roles::STOP), "ceased ceasing"),
    ("desist", STRONG.and(Roles::STOP), ""),
    ("quit", WEAK.and(Roles::STOP), "quitt qiut quti qui7"),
    ("discontinue", STRONG.and(Roles::STOP), ""),
    ("refrain", Roles::STOP, ""),
    ("halt", WEAK.and(Roles::STOP), ""),
    ("end", WEAK, "ends"),
    ("cancel", WEAK, "cancle cancell"),
    ("revoke", WEAK, "revok"),
    ("remove", WEAK.and(REMOVE), "rm rmv remuv remov romove remv"),
    ("delete", WEAK.and(REMOVE), "del delet deleet"),
    ("block", WEAK, "blk"),
    ("deactivate", WEAK.and(REMOVE), ""),
    ("td", WEAK, ""),
    ("enough", Roles::NONE, "enuf enuff"),
    ("arret", STRONG, ""),
    // Politeness and small talk around a keyword.
    (
        "please",
        POLITE,
        "pls plz pleas plse plss plzz pleaze plase pl pleasee",
    ),
    ("kindly", POLITE, ""),
    ("just", POLITE, "jus jst"),
    (
        "thanks",
        FILLER.and(REFUSAL),
        "thank thx tnx ty tks thankyou thnx thanx tyvm",
    ),
    ("hi", FILLER, "hello hey heya hola hiya sup"),
    ("ok", FILLER.and(REFUSAL), "okay k kk okey okie alright"),
    ("now", LOOSE_FILLER.and(TIME), "nw rn"),
    ("already", LOOSE_FILLER.and(REFUSAL), "allready"),
    ("immediately", LOOSE_FILLER, "asap immediatly quick fr frfr"),
    (
        "sir",
        FILLER,
        "sweetie honey hun hon darling dear maam mam madam ms mr mrs miss bro bruh dude man buddy pal guy bud",
    ),
    ("folks", FILLER.and(Roles::YOU), "guys ppl people"),
    (
        "god",
        FILLER,
        "bless blessed blessings amen jesus christ gosh omg",
    ),
    ("sorry", FILLER.and(REFUSAL), "apologies srry"),
    (
        "no",
        Roles::NONE.and(FILLER).and(REFUSAL),
        "nope nah naw noo na",
    ),
    ("yes", FILLER, "yeah yea yep yup ya"),
    ("lol", FILLER, "bye goodbye cya lmao smh wtf ffs haha omfg"),
    (
        "scammer",
        FILLER,
        "scammers spammer spammers creep creeps loser losers idiot idiots clown clowns weirdo weirdos jerk jerks \
         moron morons asshole assholes bitch bastard bastards dumbass vultures vulture leech leeches \
         telemarketer telemarketers",
    ),
    ("good", FILLER, "nice great wonderful"),
    // What voice-to-text makes of a pause.
    ("uh", LOOSE_FILLER, "um uhh umm uhm er hmm"),
    ("exclamation", FILLER, "period comma"),
    ("day", FILLER, "evening afternoon"),
    ("immediate", LOOSE_FILLER, "effective"),
    ("too", LOOSE, "also"),
    ("really", LOOSE, "seriously literally honestly absolutely"),
    ("ever", LOOSE.and(FINAL), "evr"),
    ("even", LOOSE, ""),
    ("never", NEGATION, "nvr neva nevr neverever"),
    (
        "dont",
        NEGATION,
        "donot donnt dnt dunt doant dotn donnot dontt dony",
    ),
    ("not", NEGATION, ""),
    ("nolonger", NEGATION, ""),
    ("neither", NEGATION, ""),
    ("nobody", NEGATION.and(OTHERS), "noone"),
    ("didnt", NEGATION, "didn"),
    ("doesnt", NEGATION, "doesn"),
    ("cant", NEGATION, "cannot couldnt couldn"),
    ("wont", NEGATION, "wouldnt shouldnt"),
    ("havent", NEGATION, "hasnt hadnt"),
    (
        "fucking",
        LOOSE_FILLER,
        "fuckin fkn fking effing effin freaking freakin frickin frigging fckn fcking goddamn damn \
         dam damned bloody friggin motherfucking fukin goddam",
    ),
    (
        "fuck",
        LOOSE_FILLER,
        "f fuk fk fck eff fuc tf fvck hell heck",
    ),
    ("fuckoff", Roles::NONE, "foff fkoff"),
    // Contact.
    (
        "text",
        CONTACT,
        "txt tex tect tezt txet tet yext rext texxt texr ttext texx textme tx texto",
    ),
    (
        "message",
        CONTACT,
        "msg mesage messsage messege mssg msj massage",
    ),
    (
        "contact",
        CONTACT,
        "contct contac contat contect conact cntact",
    ),
    ("call", CONTACT, "cal dial ring cll"),
    ("email", CONTACT, "mail e-mail"),
    ("write", CONTACT, "wright"),
    ("bother", CONTACT, "bothr"),
    ("harass", CONTACT, "harrass harras haras hassle"),
    ("spam", CONTACT.and(MESSAGES), ""),
    ("sms", CONTACT.and(MESSAGES), ""),
    ("disturb", CONTACT, "pester annoy bug hound badger stalk"),
    ("solicit", CONTACT, "solict"),
    ("ping", CONTACT, "dm pm whatsapp hmu facetime"),
    ("reach-out", CONTACT, "reachout"),
    ("hit-up", CONTACT, "hitup"),
    ("it", Roles::NONE, ""),
    ("hit", Roles::NONE, ""),
    ("hitting", Roles::NONE, "hittin"),
    ("blowing", Roles::NONE, "blowin"),
    ("communicate", CONTACT, "correspond"),
    (
        "texting",
        CONTACTING,
        "txting rexting yexting textin txtin texing txtn texin texitng textig texiting texring texging",
    ),
    (
        "messaging",
        CONTACTING,
        "msging msgn messagin msgin mesaging massaging messeging",
    ),
    ("contacting", CONTACTING, "contactin"),
    (
        "calling",
        CONTACTING,
        "callin caling phoning ringing dialing",
    ),
    ("emailing", CONTACTING, ""),
    ("writing", CONTACTING, ""),
    ("bothering", CONTACTING, "botherin"),
    (
        "harassing",
        CONTACTING,
        "harrassing harrasing harassin hassling",
    ),
    ("spamming", CONTACTING, "spaming spammin"),
    (
        "disturbing",
        CONTACTING,
        "pestering annoying bugging hounding badgering stalking bombarding blasting hammering \
         buggin",
    ),
    ("soliciting", CONTACTING, "solicitating"),
    ("pinging", CONTACTING, "dming pming"),
    ("reaching-out", CONTACTING, ""),
    ("hitting-up", CONTACTING, ""),
    ("communicating", CONTACTING, "corresponding"),
    ("contacted", CONTACTED, "reached"),
    ("texted", CONTACTED, "txted"),
    ("messaged", CONTACTED, "emailed"),
    ("called", CONTACTED, ""),
    (
        "bothered",
        CONTACTED,
        "disturbed harassed harrassed spammed solicited pestered annoyed bugged hassled",
    ),
    ("texts", MESSAGES, "txts text-messages texs"),
    (
        "messages",
        MESSAGES,
        "msgs mesages massages messeges mssgs msges mgs",
    ),
    ("calls", MESSAGES, "phonecalls robocalls"),
    ("emails", MESSAGES, ""),
    (
        "notifications",
        MESSAGES,
        "notification alerts reminders ads promotions promos promotion advertisements mails pubs",
    ),
    (
        "communication",
        MESSAGES,
        "communications correspondence comms",
    ),
    (
        "solicitation",
        MESSAGES,
        "solicitations solicitors solicitor solicits",
    ),
    ("harassment", MESSAGES, "harrassment harrasment"),
    ("robotexts", MESSAGES, "spams autotexts"),
    ("outreach", MESSAGES, "followups inquiries inquires"),
    (
        "crap",
        JUNK,
        "crud shit sht shyt bullshit bs garbage junk nonsense foolishness rubbish madness mess trashy \
         stuff pitch pitches blasts",
    ),
    (
        "reply",
        Roles::ANSWER,
        "respond answer replying responding answering",
    ),
    ("send", Roles::NONE, "sned snd"),
    ("sending", Roles::NONE, "sendin sendng sening"),
    ("receive", Roles::NONE, "recieve recive receiving recieving"),
    ("get", Roles::NONE, "getting gettin"),
    ("hear", Roles::NONE, "hearing see seeing have having"),
    // Me.
    ("me", Roles::ME, "mee us myself ourselves"),
    ("my", DETERMINER, "our mi"),
    ("this", DETERMINER, "ths dis thiss"),
    ("these", DETERMINER, "those thes thse them"),
    ("the", DETERMINER, "teh th"),
    ("your", DETERMINER, "ur youre yur yalls"),
    (
        "any",
        DETERMINER,
        "all such mo more further future additional other every",
    ),
    ("of", LOOSE, "w with wit"),
    (
        "unwanted",
        LOOSE,
        "unsolicited random stupid constant nonstop ridiculous automated dumb marketing sales goofy \
         silly robo spammy",
    ),
    ("his", DETERMINER, "her their hers"),
    (
        "number",
        LINE,
        "numbr nmber nr nbr nmbr num numer nummber numba nubmer nunber digits",
    ),
    (
        "phone",
        LINE,
        "fone phones cell cellphone telephone mobile landline line inbox device",
    ),
    (
        "wife",
        FAMILY,
        "husband hubby spouse mom mother mum mama moms dad father dads parents son daughter kids \
         kid brother sister family grandma grandmother grandpa grandfather aunt uncle household \
         girlfriend boyfriend fiance mothers fathers wifes husbands cousin inlaws",
    ),
    ("work", Roles::NONE, "job office"),
    ("again", FINAL, "agian agin agn agaain"),
    ("anymore", FINAL, "anymor"),
    ("forever", FINAL, "permanently"),
    // Lists.
    ("list", LIST, "lists lst mailinglist calllist"),
    (
        "database",
        LIST,
        "db databases system systems crm directory records contacts rolodex campaign campaigns \
         rotation file files thing dialer spreadsheet thread distribution distro roster group chat",
    ),
    (
        "erase",
        REMOVE,
        "rid purge wipe scrub clear eliminate expunge exclude omit unenroll",
    ),
    ("take", Roles::NONE, "tk tke tak taking tale yake"),
    ("drop", Roles::NONE, "scratch strike pull cross kick boot x"),
    ("lose", Roles::NONE, "loose ditch trash burn throw toss"),
    ("forget", Roles::NONE, ""),
    ("removed", REMOVED, "deleted unlisted erased"),
    (
        "name",
        LINE,
        "info information contact-info details data address",
    ),
    ("leave", Roles::NONE, "leve lev leav leev leeve lv leaf"),
    ("alone", Roles::NONE, "aloneee aloone"),
    // Wanting, asking.
    ("want", WANT, "wanting wanna wan wnat wants wanted wantn"),
    ("wish", WANT, "wishing wishes"),
    ("like", WANT, ""),
    ("need", WANT, "needs needing"),
    ("care", WANT, "desire consent agree authorize intend"),
    ("prefer", WANT, "rather preferred"),
    ("appreciate", WANT, "appreciated"),
    (
        "interested",
        WANT.and(REFUSAL),
        "intrested intersted intrest intrested interesred",
    ),
    (
        "ask",
        ASK,
        "asked askd requested requesting request demand demanding beg begging begged",
    ),
    ("asking", ASK, "askin"),
    (
        "tell",
        ASK,
        "told telling order ordering ordered warned warning advise advised instructed notified",
    ),
    ("said", ASK, "say saying says"),
    // Subjects.
    ("i", OTHERS, "im ive id ill"),
    ("we", OTHERS, "weve"),
    (
        "they",
        OTHERS,
        "theyre theyll he she hes shes who somebody someone anyone anybody tenants tenant everybody",
    ),
    (
        "you",
        Roles::YOU,
        "u youve youll youd yall yu yous youse yo yourself yourselves yoy",
    ),
    // Circumstances.
    (
        "before",
        TIME,
        "after b4 past during while when whenever tonight today tomorrow yet weekends weekend \
         nights mornings evenings sunday sundays monday tuesday wednesday thursday friday saturday \
         lunch dinner midnight noon 9pm 8pm 10pm 8am 9am early late",
    ),
    ("until", TIME, "till til unless"),
    // Refusals.
    (
        "sale",
        REFUSAL,
        "selling sell sold person owner house home property houses realtor",
    ),
    // Threats.
    ("report", THREAT, "reported reporting"),
    ("sue", THREAT, "sueing suing lawsuit litigation prosecute"),
    (
        "police",
        THREAT,
        "cops sheriff fcc ftc attorney lawyer lawyers legal court charges authorities tcpa bbb \
         complaint fined lawyered damages penalties",
    ),
    ("registry", Roles::NONE, "register registered"),
    (
        "consent",
        Roles::NONE,
        "permission authorization authorisation approval premission",
    ),
];

/// The words worth reading through a typo; the longer the word, the wider the reach.
pub(super) const FUZZY: &WordList = words!(
    "stop unsubscribe unsubscribed texting messaging contacting message messages contact \
    contacted calling harassing harassment harass bothering bother remove removed delete erase \
    number please cancel revoke alone never anymore receive receiving sending spamming \
    soliciting solicitation database registry desist discontinue communication interested \
    permission reporting"
);

/// Words read through two swapped neighbours only: too many real words are a letter away from them.
pub(super) const SWAPPED: &WordList = words!("lose leave take text list alone dont phone");

/// Real words (English, Spanish, Portuguese, French) that lie within a typo of `FUZZY`.
pub(super) const REAL_WORDS: &WordList = words!(
    "alene aline aloe alon along atone atop battering bettering bordering bothers butchering \
    cabling calming calving cancels cancer carcel carling chancel commendation communicated \
    communicates communicative communicator communicators commutation compacted complication \
    comunicacion concocted conducted conducting connected connecting contactar contacter \
    contactless contacto contactos contacts contained containing contented contested \
    contesting contorted contract contracted contracting contracts contrasted contrasting \
    convicted convicting culling deletes deplete desista desiste desisti desisto discontent \
    discontented discontinued discontinuing discontinuity discontinuous discounting ease \
    ecrase eras eraser erases harnessing interacted intercepted interese intereses interesse \
    interessee interesser interesses interest interests intersected messing messy naver nerve \
    neuer neve nevera neves neveu newer numbed numbers pease percussion permissao permissions \
    permissive plead pleased pleaser pleases pleasure quiet quite rebooting receding received \
    receiver receives reciting reclining recording reforming registra registre registro \
    relieving reliving remote remover removes repeating reportan reposting reserving resorting \
    reverting reviving revoked revolting reworking sanding scamming seeding sensing shop \
    slamming slop solicitacao solicitado solicitando sop spending spot step stock stomp stomps \
    stoop stops stoup stow strop testing top"
);
