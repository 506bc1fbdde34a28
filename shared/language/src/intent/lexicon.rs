//! Words as people text them, and the words that they stand for.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use super::fold::Token;
use super::phrases;
use crate::text::spelling::{distance, squeeze, starts_alike};

/// Contractions and slang, each with what it stands for.
const SLANG: &str = "i'm=i am; im=i am; i'd=i would; id=i would; i'll=i will; i've=i have; ive=i have; \
    we're=we are; we'd=we would; we'll=we will; we've=we have; weve=we have; you're=you are; \
    youre=you are; you'd=you would; youd=you would; you'll=you will; youll=you will; \
    you've=you have; youve=you have; he's=he is; hes=he is; she's=she is; shes=she is; \
    it's=it is; its=it is; it'd=it would; it'll=it will; itll=it will; that's=that is; \
    thats=that is; that'd=that would; that'll=that will; they're=they are; theyre=they are; \
    they'd=they would; they've=they have; there's=there is; theres=there is; who's=who is; \
    whos=who is; who'd=who did; what's=what is; whats=what is; wats=what is; wuts=what is; \
    what're=what are; what'd=what would; what'll=what will; whatll=what will; how's=how is; \
    hows=how is; how'd=how did; howd=how did; where's=where is; wheres=where is; \
    where'd=where did; whered=where did; when's=when is; whens=when is; why's=why is; \
    let's=let us; lets=let us; don't=do not; dont=do not; dnt=do not; doesn't=does not; \
    doesnt=does not; didn't=did not; didnt=did not; isn't=is not; isnt=is not; ain't=is not; \
    aint=is not; aren't=are not; arent=are not; wasn't=was not; wasnt=was not; weren't=were \
    not; werent=were not; won't=will not; wont=will not; wouldn't=would not; wouldnt=would \
    not; couldn't=could not; couldnt=could not; shouldn't=should not; shouldnt=should not; \
    can't=can not; cant=can not; cannot=can not; haven't=have not; havent=have not; \
    hasn't=has not; hasnt=has not; hadn't=had not; hadnt=had not; would've=would have; \
    wouldve=would have; could've=could have; y'all=you; yall=you; y'alls=your; yalls=your; \
    gonna=going to; gunna=going to; wanna=want to; wana=want to; gotta=have to; hafta=have \
    to; lemme=let me; gimme=give me; gimmie=give me; kinda=kind of; sorta=sort of; \
    tryna=trying to; finna=going to; dunno=do not know; imma=i will; ima=i will; idk=i do \
    not know; idc=i do not care; outta=out of; whatcha=what are you; watcha=what are you; \
    gotcha=got it; shoulda=should have; ty=thank you; tyvm=thank you; thankyou=thank you; \
    thx=thanks; intrested=interested; intersted=interested; intrsted=interested; \
    interseted=interested; tx=thanks; tks=thanks; thnx=thanks; thanx=thanks; thnks=thanks; \
    thks=thanks; pls=please; plz=please; plse=please; u=you; yu=you; ur=your; yur=your; \
    yr=your; urs=yours; r=are; n=and; nd=and; bc=because; cuz=because; cus=because; \
    cause=because; rn=right now; atm=at the moment; tmrw=tomorrow; tmw=tomorrow; \
    tmr=tomorrow; tomm=tomorrow; 2morrow=tomorrow; 2moro=tomorrow; tomorow=tomorrow; \
    tommorow=tomorrow; tommorrow=tomorrow; 2nite=tonight; tonite=tonight; nvm=never mind; \
    nevermind=never mind; ttyl=talk later; l8r=later; l8er=later; latr=later; wat=what; \
    wut=what; wht=what; whut=what; whats up=what is up; wassup=sup; wsp=sup; dr=doctor; \
    docs=doctors; apt=appointment; whatsup=sup; wsup=sup; hw=how; hoo=who; wo=who; da=the; \
    dat=that; dis=this; dem=them; ths=this; thsi=this; tis=this; numba=number; nmber=number; \
    numbr=number; nmbr=number; nbr=number; num=number; no#=number; hse=house; hous=house; \
    huse=house; prop=property; ppty=property; txt=text; txting=texting; txts=texts; \
    msg=message; msgs=messages; np=no problem; til=until; till=until; wrng=wrong; \
    mutch=much; wong=wrong; nt=not; nto=not; noy=not; wld=would; wud=would; cud=could; \
    tho=though; thru=through; prolly=probably; prob=probably; probs=probably; naw=nah; \
    nop=nope; noo=no; noope=nope; nopes=nope; neg=negative; yea=yeah; yeh=yeah; yah=yeah; \
    yup=yep; yupp=yep; yessir=yes sir; yess=yes; ye=yeah; yas=yes; sher=sure; shure=sure; \
    k=ok; kk=ok; okay=ok; okey=ok; oki=ok; okie=ok; oky=ok; mayb=maybe; mabe=maybe; \
    mebbe=maybe; sel=sell; seling=selling; sellin=selling; offr=offer; ofer=offer; \
    offerin=offering; payin=paying; buyin=buying; lookin=looking; thinkin=thinking; \
    movin=moving; gettin=getting; goin=going; askin=asking; textin=texting; doin=doing; \
    talkin=talking; callin=calling; tryin=trying; nothin=nothing; somethin=something; \
    livin=living; rentin=renting; prce=price; mch=much; muc=much; muhc=much; giv=give; \
    gve=give; hav=have; hv=have; gt=get; abt=about; w=with; smh=<angry>; lmao=lol; \
    lmfao=lol; rofl=lol; hahaha=haha; hahah=haha; ha=haha; hehe=haha; jaja=haha; \
    jajaja=haha; kkk=haha; lolol=lol; fck=fuck; fk=fuck; fuk=fuck; fuq=fuck; fuckin=fucking; \
    f=fuck; effing=fucking; frickin=fucking; fn=fucking; gtfo=fuck off; gfy=fuck off; \
    stfu=fuck off; foh=fuck off; wtf=what the fuck; bs=bullshit; mf=motherfucker; \
    tues=tuesday; thurs=thursday; fri=friday; jan=january; feb=february; apr=april; \
    aug=august; sept=september; sep=september; oct=october; nov=november; dec=december; \
    mtg=meeting; mos=months; mo=month; wk=week; wks=weeks; yrs=years; hr=hour; hrs=hours; \
    appt=appointment; addy=address; xmas=christmas; q=que; xq=porque; kiero=quiero; ke=que; pq=porque; vc=voce; \
    vcs=voces; tb=tambem; qto=quanto; agr=agora; obg=obrigado; mrtg=mortgage; hvac=ac; \
    a/c=ac; reno=renovated; rehabbed=remodeled; renovated=remodeled; updated=remodeled; \
    refi=refinance; foreclosing=foreclosure; foreclose=foreclosure; foreclosed=foreclosure; \
    asis=as is; thankss=thanks; gm=good morning; gd=good; mornin=morning; goodmorning=good \
    morning; goodafternoon=good afternoon; goodevening=good evening; whos dis=who is this; \
    whodis=who is this; whodat=who is this; whoisthis=who is this";

/// Word sequences that mean one simple thing.
const REWRITES: &str = "get rid of=sell; getting rid of=selling; got rid of=sold; part with=sell; parting with=selling; part ways \
    with=sell; let go of=sell; let it go=sell it; letting go of=selling; letting it \
    go=selling it; let go=sell; off load=sell; you guys=you; you folks=you; you people=you; \
    you all=you; ya ll=you; your guys=your; do nt=do not; don t=do not; can t=can not; won \
    t=will not; didn t=did not; doesn t=does not; i m=i am; i d=i would; what s=what is; who \
    s=who is; it s=it is; that s=that is; thank you=thanks; thanks you=thanks; air \
    conditioner=ac; air conditioning=ac; a c=ac; cell phone=phone; phone number=phone; cell \
    number=phone; telephone number=phone; how come you=why do you; a s a p=asap; n o=no; no \
    t=not; power of attorney=poa; how is much=how much; real estate=realestate; in \
    herited=inherited";

/// Words that a misspelling is mended to, when it is near one of them and of no other meaning.
const MENDED: &str = "interested interest selling offer offers offering price house property properties number \
    wrong person tenant tenants repairs repair moving divorce divorced inherited foreclosure \
    mortgage payments asking million thousand hundred realtor closing please thanks \
    unsubscribe remove texting business company condition foundation plumbing remodeled \
    kitchen bathroom vacant landlord retired relocating downsizing bankruptcy probate \
    tomorrow later maybe possibly probably consider considering thinking entertain negotiate \
    negotiable willing ready already morning afternoon evening hello going looking paying \
    worth would could should before because depends inspection commission contract owner \
    owned another someone family husband process timeline harassing harassment scammer \
    lawyer attorney report reported reporting holidays christmas january february august \
    september october november december summer spring winter calling contact information \
    mistaken mistake quickly available definitely absolutely interesting listening curious \
    appreciate decided planning plans future moment address behind equivocado interesa \
    interesado interesada vender vendemos cuanto ofrece propiedad numero gracias manana \
    mensajes obrigado interesse quanto talking fixing needs money";

/// Common words near a domain word that are no misspelling of it.
const LEFT_ALONE: &str = "offed office officer offset buffer differ suffer coffer pride prize prime prince pries prices \
 priced bride horse mouse louse houses housed hours hose rouse blouse hence lumber member numbers \
 numb umber wring wrung strong throng among persona persons parson tenet tenable repaid repaint \
 repairman repeat moved movie moves movers loving roving losing cloning clothing closings asks \
 basking tasking masking billion mission millions thousands hundreds realtors realty pleased \
 pleases thank think thing things bless mess unsubscribed removed removal removes test testing next \
 conditions conditional foundations plumber kitchens bathrooms vacation vacate landlords retire \
 retail relocate relocated morrow letter latter late lather water maybe possible probable \
 considered consist thanking sinking drinking entertained negotiated willingly read reading reads \
 mourning afternoons evenings hells help hell cello jello goings doing boing cooking locking booking \
 laying playing saying praying words world wort cloud wound mould shout shoulder scold beyond begore \
 depend spending deepened own owners own's owe owns power lower tower sower families familiar \
 husbands processed progress harass scam scams scammed lawyers attorneys reports holiday date dates \
 sumer strings string spree springs printer winters falling filling killing pulling telling \
 contacts contract contracts extract inform informed mistakes quick quicker quiet quite unavailable \
 infinite definite absolute interested interests serious furious decide deciding planned planing \
 planting plan places place plane plants playing features moments dressed dress addresses behave \
 decline declined needed need needle weeds seeds feeds deeds honey monkey monday moneys many \
 talked walking taking fixed mixing sixing right light night sight rather other others mother \
 brother father bother weather whether there their these those three where were here when then \
 been being seen seem same some come home hope pope owned owning phone phones prone shone alone \
 along long song wont want went wait paid said laid about above after again against since sense \
 today should shoulda hello hallo helper held hills contract contacted contracted contacting \
 seller sellers sells selling sealing settling sailing spelling smelling dwelling telling yelling bells cells calls called caller falls walls \
 listing listed listening listen lasting lusting meeting greeting heating seating cheating \
 matters matter better butter letters letting setting getting betting sitting hitting fitting \
 parking packing painting pointing printing payment pavement basement casement easement \
 appraisal appraised approve approved apartment department agent agents urgent event events \
 invest investor investors investing invested interest insurance inspector inspected inspect \
 market marketing marked maker makers making baking waking raking caking divorcing divide \
 inherit inheritance inhabited invited retire retirement restored retiree retired rented renter renting \
 rental rentals vacated vacancy evict evicted eviction tenancy banking bank bankrupt \
 couple couples double trouble purple people simple sample example temple \
 summer hammer sunny funny money bunny honest modest forest rest best west nest guest quest \
 address across access success process profess possess assess ready steady already really \
 reality equality quality quantity charity clarity clearly nearly dearly yearly early \
 early earlier harder larder warder border order older elder holder folder colder \
 serious series worries worried married carried buried hurried curries sure sorry story store \
 stores stories storage stated states state estate status statue started starting start \
 firm film form from farm warm arm harm term terms team teams steam stream dream cream \
 school spool stool tool pool cool fool wool food good wood mood moon soon noon spoon \
 person personal personally proper properly prosper prospect project product proven provide \
 purchase purchased purchasing purchaser chase cheese choose chosen chose those close closed closer \
 closet closely clothes clothed loose lose lost last past fast cast east least feast beast \
 number january jury fury bury february future nature mature picture pictures posture capture \
 another mother smother either neither weather leather feather family finally final finals \
 maintain mountain fountain curtain certain certainly contain obtain captain \
 worth north forth fourth birth earth mirth worthy worthwhile worthless word work works worked working worker \
 worry wordy world could cold gold hold told sold bold fold mold moldy old \
 planning plan planned planing running winning beginning meaning leaning cleaning learning earning \
 warning morning burning turning owning";

static SLANG_MAP: LazyLock<HashMap<&str, &str>> =
    LazyLock::new(|| SLANG.split(';').filter_map(halves).collect());
static REWRITE_ROWS: LazyLock<Vec<(Vec<&str>, Vec<&str>)>> = LazyLock::new(|| {
    let row = |text: &'static str| text.split(' ').collect();
    REWRITES
        .split(';')
        .filter_map(halves)
        .map(|(from, to)| (row(from), row(to)))
        .collect()
});
static LEFT_ALONE_SET: LazyLock<HashSet<&str>> =
    LazyLock::new(|| LEFT_ALONE.split_whitespace().collect());

/// The two sides of "from=to".
fn halves(entry: &'static str) -> Option<(&'static str, &'static str)> {
    entry.trim().split_once('=')
}

/// Whether `word` is one of a list's words, which spaces set apart.
pub(super) fn among(list: &str, word: &str) -> bool {
    // This runs for every word of a text on many lists: bytes, and the first one first.
    let word = word.as_bytes();
    list.as_bytes()
        .split(|byte| *byte == b' ')
        .any(|w| w.first() == word.first() && w == word)
}

/// The plain words for one word as texted. `first` says that it begins its sentence.
pub(super) fn expand(word: &str, first: bool) -> Vec<String> {
    // "yesss" and "nooo": three letters of a kind are one.
    let squeezed = squeeze(word, 1);
    let word = squeezed.as_deref().unwrap_or(word);
    if word == "ya" {
        return vec![if first { "yeah" } else { "you" }.to_owned()];
    }
    if word == "were" && first {
        return vec!["we".to_owned(), "are".to_owned()];
    }
    let bare: String = word.chars().filter(|c| *c != '\'').collect();
    if let Some(long) = SLANG_MAP.get(word).or_else(|| SLANG_MAP.get(bare.as_str())) {
        return long.split(' ').map(str::to_owned).collect();
    }
    // A possessive or an unknown contraction: the word before the apostrophe.
    let stem = word.split('\'').next().unwrap_or(word);
    vec![mend(stem)]
}

/// The domain word that `word` misspells, or `word`.
fn mend(word: &str) -> String {
    let length = word.len();
    if length < 5
        || !word.chars().all(|c| c.is_ascii_lowercase())
        || phrases::knows(word)
        || LEFT_ALONE_SET.contains(word)
    {
        return word.to_owned();
    }
    let allowed = if length >= 8 { 2 } else { 1 };
    let mut best: Option<(usize, &str)> = None;
    for target in MENDED.split(' ') {
        let limit = if target.len() >= 8 { allowed } else { 1 };
        if starts_alike(word, target)
            && let Some(distance) = distance(word, target, limit)
            && best.is_none_or(|(d, _)| distance < d)
        {
            best = Some((distance, target));
        }
    }
    best.map_or(word, |(_, target)| target).to_owned()
}

/// Puts simple words in the place of the sequences of [`REWRITES`].
pub(super) fn rewrite_phrases(tokens: &mut Vec<Token>) {
    let mut at = 0;
    while at < tokens.len() {
        let Some((from, to)) = REWRITE_ROWS.iter().find(|(from, _)| {
            tokens.get(at..at + from.len()).is_some_and(|window| {
                window.iter().zip(from.iter()).all(|(t, w)| t.word == *w)
                    && window.first().map(|t| t.sentence) == window.last().map(|t| t.sentence)
            })
        }) else {
            at += 1;
            continue;
        };
        let Some(model) = tokens.get(at).cloned() else {
            break;
        };
        let words = to.iter().enumerate().map(|(i, word)| Token {
            word: (*word).to_owned(),
            after_comma: model.after_comma && i == 0,
            ..model.clone()
        });
        let words: Vec<Token> = words.collect();
        tokens.splice(at..at + from.len(), words);
        at += to.len();
    }
}

/// The word for an emoji; none for skin tones, joiners and what carries no meaning here.
pub(super) fn emoji(character: char) -> Option<&'static str> {
    Some(match character {
        '👍' | '👌' | '✅' | '🤝' | '☑' | '✔' | '💯' => "<up>",
        '👎' | '🙅' | '❌' | '🚫' | '⛔' | '🛑' => "<down>",
        '🖕' => "<finger>",
        '😂' | '🤣' | '😆' | '😅' | '😹' => "<laugh>",
        '🙏' | '❤' | '💕' | '💙' | '💜' | '🥰' | '😍' | '😘' => "<pray>",
        '👋' | '🖐' => "<wave>",
        '😡' | '🤬' | '😠' | '😤' | '🙄' => "<angry>",
        '😀' | '😃' | '😄' | '😁' | '🙂' | '😊' | '☺' | '😉' | '🤗' | '😎' | '🎉' | '👏' => {
            "<smile>"
        }
        '🤔' | '🤷' | '😐' => "<shrug>",
        '\u{2600}'..='\u{27bf}' | '\u{1f300}'..='\u{1f3fa}' | '\u{1f400}'..='\u{1faff}' => {
            "<emoji>"
        }
        _ => return None,
    })
}
