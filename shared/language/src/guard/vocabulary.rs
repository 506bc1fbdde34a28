//! Ordinary words, folded. A list is text: words between white space.

use super::plain::among;
use crate::vocabulary::Language;

/// Whether `word` is an ordinary one of `language`: it may begin a sentence, follow a greeting, and
/// shows what language a text is in.
pub(super) fn is_ordinary(word: &str, language: Language) -> bool {
    match language {
        Language::English => among(word, ENGLISH) || ends_like_no_name(word),
        Language::Spanish => {
            among(word, SPANISH) || word.ends_with("cion") || word.ends_with("mente")
        }
        // Their words are not listed: no text passes for one in them.
        Language::Portuguese | Language::French => false,
    }
}

fn ends_like_no_name(word: &str) -> bool {
    const ENDS: &[&str] = &["ing", "tion", "ment", "ness", "ly"];
    const NAMES: &str = "
        sterling manning channing irving fleming browning golding harding beverly kimberly everly
        shelly
    ";
    word.len() > 5 && ENDS.iter().any(|end| word.ends_with(end)) && !among(word, NAMES)
}

/// Whether a word in small letters is formed as no name is, though the lists do not have it.
pub(super) fn is_formed_as_ordinary(word: &str) -> bool {
    [
        "ed", "ly", "able", "ible", "ful", "ous", "ado", "ada", "ados", "adas",
    ]
    .iter()
    .any(|end| word.ends_with(end))
}

/// Words that are written with a capital wherever they stand.
pub(super) const CAPITALS: &str = "
    i im ive id ill ok okay am pm tv ac hvac hoa us usa stop help monday tuesday wednesday thursday
    friday saturday sunday january february march april may june july august september october
    november december christmas thanksgiving easter new english spanish ingles espanol airbnb
    realtor mls llc inc mr mrs ms
";

/// Words that stand alone before a comma at the start of a sentence.
pub(super) const OPENERS: &str = "
    noted anotado
    thanks thank hi hello hey yes yeah yep no nope sure great ok okay sorry well also so understood
    absolutely definitely certainly totally honestly unfortunately actually perfect awesome
    wonderful fantastic excellent good alright right cool nice hmm ah oh and but or then now today
    tomorrow however again otherwise meanwhile first second finally lastly besides anyway basically
    typically usually generally ideally congratulations apologies cheers greetings please still plus
    really hola gracias si no claro bueno bien perfecto excelente entendido listo vale entonces
    ademas pero disculpe perdon lamentablemente primero luego ahora hoy manana saludos genial
    estupendo tambien comprendo entiendo felicidades buenas buenos
";

/// After these the next word may be whom they greet.
pub(super) const GREETINGS: &str = "
    hi hello hey dear thanks thank greetings mr mrs ms miss sir hola gracias estimado estimada
    querido querida senor senora don dona sr sra
";

/// Frequent first names that are no ordinary words: names also in small letters.
pub(super) const FIRST_NAMES: &str = "
    james jim jimmy john johnny robert bob bobby rob michael mike david dave william billy richard
    rick joseph joe thomas tom charles charlie christopher chris daniel dan danny matthew matt
    anthony tony steven steve stephen paul andrew andy joshua josh kenneth ken kevin brian george
    timothy tim ronald ron jason edward eddie jeffrey jeff ryan jacob jake gary nicholas eric
    jonathan larry justin scott brandon benjamin ben samuel sam gregory greg alexander alex patrick
    raymond jerry dennis tyler aaron jose adam henry nathan douglas doug zachary peter kyle pedro
    juan luis carlos jorge miguel manuel francisco antonio javier mary maria patricia jennifer jenny
    linda elizabeth liz barbara susan jessica sarah karen lisa nancy betty sandra margaret ashley
    kimberly kim emily donna michelle carol amanda melissa deborah debbie stephanie rebecca laura
    sharon cynthia kathleen kathy amy angela shirley anna brenda pamela emma nicole helen samantha
    katherine kate christine rachel carolyn janet catherine heather diane julie julia joyce victoria
    kelly christina lauren joan evelyn olivia judith megan andrea cheryl hannah jacqueline martha
    gloria teresa ann sara madison frances kathryn janice jean alice rosa ana carmen luisa lucia
";

const ENGLISH: &str = "
    somebody anybody member noted real estate lose loses power square footage
    thats thatll itll itd hes shes theyre whatll isnt a an the this that these those it its itself
    he she they them their there theres here heres i im ive id ill me my mine myself we were weve
    wed well us our ours ourselves you youre youve youd youll your yours yourself who whos whom
    whose what whats which when whens where wheres why how hows whatever whenever wherever however
    whichever anyone anything someone something everyone everything nobody nothing is are was be
    been being am isnt arent wasnt werent aint has have had having hasnt havent hadnt does do did
    done doing doesnt dont didnt can could cant couldnt cannot will would wont wouldnt shall should
    shouldnt may might must let lets and or but nor so yet if then than because since while though
    although unless until as at by for from in into of off on onto out over per through throughout
    to toward towards under up upon with within without about above across after again against along
    among around before behind below beside besides between beyond during except inside near outside
    past regarding not no yes yeah yep nope never ever always often sometimes usually only just even
    still already also too very really quite pretty rather almost enough maybe perhaps probably
    possibly certainly definitely absolutely totally honestly unfortunately actually basically
    generally typically ideally exactly currently recently soon sooner later now today tonight
    tomorrow yesterday lately once twice together apart away back down else instead otherwise
    meanwhile anyway anytime either neither both each every all any some many much more most less
    least few several other others another such same own one two three four five six seven eight
    nine ten first second third last next hi hello hey dear thanks thank thankyou greetings please
    welcome sorry apologies cheers congratulations sure great good better best nice fine ok okay
    alright right perfect awesome wonderful fantastic excellent cool understood understandable fair
    true glad happy sad excited pleased curious interested ready able open free busy easy quick
    quickly fast simple clear nothing new old big small little long short early late full whole
    empty vacant rented occupied furnished kind lovely helpful hope hopefully ask asks asked tell
    tells told say says said know knows knew think thinks thought want wants wanted need needs
    needed like likes liked love loves see sees saw seen look looks looked get gets got go goes went
    gone come comes came make makes made take takes took taken give gives gave given keep keeps kept
    find found help helps call calls called text texts texted talk talks talked speak speaks reach
    reached check checks checked consider considers considered share shares shared send sends sent
    wonder wondered work works worked live lives lived own owns owned sell sells sold buy buys
    bought move moves moved plan plans planned fix fixed repair repairs repaired update updates
    updated replace replaced close closes closed visit wait waits waited start starts started stay
    stays stayed try tries tried use uses used walk show shows learn hear heard understand
    understands appreciate appreciated matter matters depend depends mention mentioned mind feel
    feels follow follows followed answer answers reply replies discuss discussed set leave leaves
    left put run seem seems sound sounds happen happens connect pass bring confirm describe house
    home homes place property properties land lot condo apartment duplex building unit room rooms
    bedroom bedrooms bath baths bathroom bathrooms kitchen roof roofs window windows foundation
    floor floors flooring garage yard basement attic wall walls pool plumbing electrical wiring heat
    heater furnace air water damage leak leaks mold shape condition conditions tenant tenants owner
    owners ownership seller sellers buyer buyers family neighbor neighborhood area city street title
    mortgage price prices offer offers cash value number numbers idea ideas question questions
    detail details information info time times timeline timeframe day days week weeks weekend month
    months year years hour hours minute minutes moment morning afternoon evening night business team
    company office local message messages reason reasons thing things way ways part bit step steps
    process plans work rush pressure obligation problem problems trouble worries everything rest
    option options interest luck care touch chat news list sale record records public market agent
    realtor monday tuesday wednesday thursday friday saturday sunday january february march april
    june july august september october november december ballpark as-is major minor recent sort type
    much-needed overall general fair situation got quite roughly motivating due lot lots
    circumstances future schedule convenient
";

const SPANISH: &str = "
    tomamos nota anotado anotamos comunica
    consideraria asistente automatico automatizado automatica interesa interesaria vacia ocupada
    el la los las un una unos unas lo al del de a ante bajo con contra desde durante en entre hacia
    hasta para por segun sin sobre tras y e o u ni que si no pero aunque porque pues como cuando
    donde mientras quien quienes cual cuales cuanto cuanta cuantos cuantas cuyo yo tu usted ustedes
    el ella ellos ellas nosotros me te se nos le les mi mis su sus nuestro nuestra nuestros nuestras
    este esta estos estas ese esa esos esas eso esto aquel aquella algo alguien nada nadie todo toda
    todos todas cada otro otra otros otras mismo misma tal tan tanto es son era fue ser soy somos
    eres esta estan estoy estamos estaba ha han he hemos haber hay habia tiene tienen tengo tenemos
    tener puede pueden puedo podemos podria podriamos quiere quieren quiero queremos quisiera
    necesita necesitan necesito hace hacer hacemos va van voy vamos dar da damos deje diga dice
    decir saber sabe sabemos ver veo vemos vende vender venta venderia compra comprar compramos
    piensa pensando pensado considera considerado considerar gustaria gusta busca buscamos buscando
    llamar llamo llamamos hablar habla hablamos escribir escribo escribimos responder responda
    respuesta pregunta preguntas ayudar ayuda mudarse mudar arreglo arreglos reparar reparacion
    reparaciones quedar queda seguir sigue conocer conozca cuente cuenteme digame avise aviseme muy
    mas menos mucho mucha muchos muchas poco poca bien mejor mal ya aun todavia siempre nunca
    tambien tampoco solo ahora hoy manana ayer luego despues antes pronto aqui ahi alla quizas tal
    vez hola gracias claro bueno buena buenos buenas perfecto excelente entendido entiendo comprendo
    listo vale entonces ademas disculpe perdon lamentablemente saludos genial estupendo favor
    primero gusto feliz interesado interesada interes dispuesto dispuesta casa casas hogar propiedad
    propiedades vivienda terreno edificio techo ventanas cocina bano banos cuarto cuartos habitacion
    habitaciones piso garaje patio cimientos plomeria condicion condiciones estado inquilino
    inquilinos dueno duena propietario propietaria familia zona area barrio ciudad calle precio
    oferta ofertas efectivo valor numero idea detalle detalles informacion tiempo dia dias semana
    semanas mes meses ano anos hora horas minuto minutos momento tarde noche negocio equipo empresa
    mensaje mensajes razon cosa cosas forma manera parte proceso prisa presion compromiso problema
    situacion plazo fecha planes uno dos tres cuatro cinco seis siete ocho nueve diez lunes martes
    miercoles jueves viernes sabado domingo enero febrero marzo abril mayo junio julio agosto
    septiembre octubre noviembre diciembre
";
