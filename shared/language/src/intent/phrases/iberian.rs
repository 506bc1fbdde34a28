//! The same in Spanish and Portuguese, without accents.

use super::Group;
use super::Mark::{
    AsksPrice, AsksSource, AsksWho, Condition, Condition4Sale, Delay, Hostile, Interest,
    Motivation, Neutral, Offer, Other, Owns, Refusal, Timeline, WrongNumber,
};
use super::Negated::{Drops, Refuses, Stays};

pub(super) const GROUPS: &[Group] = &[
    Group {
        mark: AsksWho,
        weight: 3.2,
        negated: Stays,
        why: "asks who we are",
        patterns: "
            de donde * habla|hablas|llama|escribe|escribes|llamas; quien|quienes es|eres|son|
            habla|escribe|manda|pregunta|llama|me|te|esta|sos|seria|fala|e|va; ^ quien|quem $;
            quem e|fala|esta|seria|sao|eh|manda|gostaria; con quien|quienes; com quem; de parte
            de quien; de que|cual compania|empresa|parte|companhia|agencia|inmobiliaria|
            imobiliaria; que|cual empresa|compania; como se|te llama|llamas; cual|qual es|e su|
            tu|seu|o nombre|nome; su|tu nombre; que quiere|quieres|desea|necesita|busca|quer|
            deseja; de que se trata; do que se trata; sobre que|o; por|para que pregunta|
            preguntas|quiere|quieres|pergunta|me|quer; es|eh|e|isso esto|un|una|e|es|um|uma? *
            estafa|fraude|broma|golpe|robot|bot|real|trote; es usted|vc|voce agente|
            inversionista|corretor|realtor; lo|te|la|os? conozco; le conozco; eu te conheco; nos
            conocemos; identifiquese; usted es; voce e quem; quien|quem
        ",
    },
    Group {
        mark: AsksSource,
        weight: 3.5,
        negated: Stays,
        why: "asks where the number is from",
        patterns: "
            como|donde|onde|quien|quem|dedonde|aonde|porque|por ** mi|meu|este|esse|minha
            numero|telefono|telefone|informacion|contato|informacao|celular|datos|nombre|nome|
            contacto; como|donde|onde|quien|quem * consiguio|conseguiste|conseguio|obtuvo|
            obtuviste|saco|sacaste|encontro|dio|conseguiu|pegou|passou|arrumou|tiene|tienes|tem|
            achou|deu|consiguieron|sacaron|obtuvieron|consiguo|agarro|agarraste; de donde|onde;
            como sabe|sabes|sabem|sabe|supo que|mi|donde|meu|de; quien|quem le|te|lhe|les dio|
            deu|paso|passou
        ",
    },
    Group {
        mark: AsksPrice,
        weight: 4.0,
        negated: Refuses,
        why: "asks for our offer",
        patterns: "
            haga|hagame|hagan|haganme|haz|hazme|mande|mandeme|mandame|envie|envieme|enviame|deme|
            dame|diga|digame|dime|presente|faca|faz|manda|me mandar|enviar|hacer|fazer? una|um|
            uma|su|tu|sua|la|a|o? mejor|buena|melhor|boa? oferta|proposta|propuesta|precio|preco|
            numero
        ",
    },
    Group {
        mark: AsksPrice,
        weight: 3.4,
        negated: Stays,
        why: "asks what we would pay",
        patterns: "
            cuanto|cuantos|quanto|quantos|cuanta; cuanto * ofrece|ofrecen|ofreces|da|dan|das|
            paga|pagan|pagas|pagaria|pagarian|dinero|vale|daria|darian|seria|por; quanto * paga|
            pagam|pagaria|oferece|oferecem|da|dao|vale|ofereceria|daria|por|seria; cual|qual|que
            * oferta|precio|preco|valor|propuesta|proposta|ofrece|ofrecen|oferece; su|tu|sua
            mejor|melhor oferta|proposta; que|o precio|preco|oferta|valor|ofrecen|ofrece|
            oferece|oferecem|me; deme|digame|dime|diga|dame|mande * precio|numero|oferta|valor|
            preco; ^ precio|preco $; me ofrece|ofrecen|ofreces|oferece
        ",
    },
    Group {
        mark: Offer,
        weight: 3.5,
        negated: Stays,
        why: "talks about the price",
        patterns: "
            por|en|em menos de|que * <money>|<num>|eso|isso * no|nao * vendo|vende|aceito|acepto|pago|quiero;
            menos de|que <money>|<num>|eso * no|nao;
            quiero|pido|pedimos|queremos|quero|peco|pedindo|pidiendo|por|minimo|menos|vendo|
            aceito|acepto|necesito|queria|preciso|dejo|doy * <money>|<num>; muy|demasiado|es|
            muito poco|bajo|pouco|baixo|baja|baixa; es|e muy|muito poco|pouco|bajo|baixo; poco
            dinero; mas dinero|mais dinheiro; puede|puedes|pueden|pode|podem * subir|mas|
            mejorar|aumentar|mais|melhorar|ofrecer; suba|sube|aumente|mejore|mejorar|melhorar;
            en|pago|a|pagan|pagam|paga|em|es|dinheiro efectivo|cash|contado|vista|dinheiro;
            gastos|costos|custos|comision|comisiones|comissao|cierre * de|paga|cierre|quien|
            fechamento; negociable|negociar|negociavel|negociamos|contraoferta|contraproposta;
            ya|ja|tengo|tenho * oferta|ofertas|proposta; me ofrecieron|ofreceram; trato hecho;
            acepto|aceito|aceptamos|aceitamos; mande|envie|mandeme|envieme * contrato; contrato;
            debo|devo|debe * <money>|<num>; mi|meu precio|preco; precio firme|fijo; le falta mas
        ",
    },
    Group {
        mark: Interest,
        weight: 3.3,
        negated: Refuses,
        why: "shows a wish to sell",
        patterns: "
            quiero|quisiera|queremos|gustaria|quero|queria|gostaria|pensando|pienso|dispuesto|
            dispuesta|busco|deseo|interesado|interesada|pensado|considerando|planeando|vamos|
            voy|podria|puedo|necesito|preciso|penso|desejo|tratando|pretendo|quisieramos|listo|
            lista|animado|ganas|urge ** vender|venderla|venderlo|venda|vendela|vendo|venta|
            vende-la; vender * si|casa|por|mi|la|minha|o|a; interesa|interesado|interesada|
            interesados|interessado|interessada|interesaria|interesante|interessa; tengo|tenho|
            hay|con|teria * interes|interesse; pensaria|consideraria|venderia|dependeria **
            precio|oferta|si|numero|valor|proposta; haga|hagame|haz|hazme|mande|mandeme|envie|
            envieme|manda|mandame|faca|fazer|faz|manda|me|digame|escucho|escuchar|oigo|ouvir|
            enviar|espero|aceito|aberto|abierto|abierta|recibir|hacer|considerar|considero|
            considera * oferta|ofertas|proposta|propuesta|propuestas|propostas; oferta; ofertas;
            esta|estoy|si|la|lo|sigue|esta * en|a venta; a venda $; se vende; vendemos|vendo; si
            la vendo|vendo; la|lo|a|o vendo|venderia|vendemos|vendemos|vendo; le|me|nos
            interesa|interesaria|interessa|gustaria; digame|dime|cuenteme|cuentame|conte|fale|
            diga|mas|mais * mas|mais|informacion|informacao|detalles|detalhes; mas|mais
            informacion|informacao|detalles|detalhes; llame|llameme|llamame|llama|ligue|liga|
            ligar|marqueme|marcame|me $; llame|llameme|llamame|ligue|liga|marqueme|me * para|
            por|cuando|pra|favor; podemos hablar|platicar|conversar|falar|negociar; hablemos|
            vamos|platiquemos conversar|hablar|falar|$; depende|dependendo|dependiendo; si|se *
            buen|bom|buena|boa|justo|justa|conviene|convem|valer precio|preco|oferta|pena|valor;
            por buen|el precio|buen; quieren|quiere|quer|querem|quieres comprar|comprarla|ver|
            verla|a|la; venga|vengan|pase|puede|quiere|venir|pueden|vem|vir * ver|verla|mirar|
            casa|ver-la; estou|estoy interessado|interesado|abierto|aberto; por que nao; por que
            no $; si acepto|claro; como no; tal vez vender|venda
        ",
    },
    Group {
        mark: Motivation,
        weight: 3.4,
        negated: Drops,
        why: "gives a reason to sell",
        patterns: "
            me|nos|se|voy|vamos regreso|regresamos|mudo|mudamos|mude|voy|vamos|vuelvo|volvemos|cambio|regresar|mudar * a|para|pra|de|al;
            voy|vamos|estoy|estamos|vou a|de|me|nos? mudar|mudarme|mudarnos|regresar|retirar|jubilar|divorciar|divorciando|mudando;
            perdi|perdimos * trabajo|empleo; no puedo|podemos * pagos|hipoteca|pagar|renta;
            vou|voy|vamos|quero|quiero voltar|volver|regresar; divorcio|divorciando|divorciar|
            divorciamos|separando|divorciado|divorciada|divorciandonos|separei|separamos;
            herede|heredamos|heredo|herencia|heranca|herdei|herdamos|heredada|heredado|
            herdeiros|herederos|inventario; atrasado|atrasados|atrasada|debo|deuda|deudas|
            dividas|divida|atrasadas; mudar|mudamos|mudando|mudo|mudarme|mudarnos|mudanza|
            mudanca|mudo|mudei|regreso|regresamos|mude|voltando|mudarse|mudar-me; me|nos|vou|
            voy|vamos|estamos * mudar|mudarme|mudando|regresar|regresando; perdi|perdio|perder|
            perdiendo|perdendo|perdimos * trabajo|casa|emprego|empleo|esposo|marido|mi;
            fallecio|murio|faleceu|morreu|falecimento; no puedo|podemos * pagar|mantener|
            mantenerla|seguir|con; nao posso|consigo|conseguimos * pagar|manter; embargo|
            ejecucion|hipotecaria|hipoteca|banco|remate|leilao|execucao; inquilinos|inquilino|
            renteros; cansado|cansada|harto|harta|cansados * de|ser|con|casa|rentar|inquilinos;
            vacia|vacio|vazia|vazio|desocupada|abandonada|sola; necesito|necesitamos|preciso|
            precisamos * dinero|dinheiro; enfermo|enferma|doente|salud|saude|hospital|jubilo|
            jubilado|jubile|aposentei|aposentado|viejo|vieja|velho|idosa; muy|demasiado|muito|e
            grande|pequena|chica grande|para|pra; nuevo|novo|otro|outro trabajo|emprego|
            trabalho|estado; bancarrota|falencia; impuestos|impostos; otro|outro|mi estado|pais|
            rancho
        ",
    },
    Group {
        mark: Condition,
        weight: 3.3,
        negated: Stays,
        why: "tells the state of the house",
        patterns: "
            necesita|precisa|ocupa|tiene|tem|falta|faltan|necesitan|requiere|con|sin|arreglar|
            cambiar|reparar|sem|esta|o * techo|trabajo|reparaciones|reparacion|arreglos|pintura|
            reforma|reformas|telhado|piso|pisos|plomeria|electricidad|bano|banos|cocina|humedad|
            moho|mofo|goteras|vazamento|danos|grietas|aire|cimientos|tuberia|remodelar|
            remodelada|todo|obra|reparos|pintar|cozinha|banheiro|infiltracao|termitas|ventanas|
            remodelacion|fundacion|encanamento|cupim|cupins|dano|arreglarla; buenas|buen|mal|
            malas|bom|boas|boa|perfecto|perfectas|mas|otimo|otimas|ruim|pessimo|excelente|
            excelentes|perfeito|mal condiciones|estado|estados|condicion|condicoes; remodelada|
            renovada|reformada|arreglada|reparada|remodelado|renovado|pintada; como|tal|asi|cual
            esta|cual|como; tal y como; no estado que|em; del|no|o|el|un techo|telhado|aire;
            casa|propiedad|todo esta bien|buena|bonita|nueva|cuidada|limpia|mal|fea; bien|mal
            cuidada|cuidado; goteras|techo|telhado|humedad|mofo|moho|reparaciones|infiltracao|
            vazamento|grietas|rachaduras|termitas; hay|tengo|tem|com|con|tiene|tengo inquilinos|
            inquilino|renteros|gente; viejita|vieja|antigua|antiga|descuidada|destruida|quemada|
            queimada|inundada|abandonada; fotos; recamaras|cuartos|quartos|habitaciones|
            dormitorios|banheiros|banos; tengo|hay|tenho que arreglar|reparar|limpiar|reformar|
            limpar|arrumar; inspeccion|inspecao|vistoria
        ",
    },
    Group {
        mark: Timeline,
        weight: 4.0,
        negated: Drops,
        why: "asks how long it takes",
        patterns: "
            cuanto|quanto tiempo|tempo; en|em cuanto|quanto tiempo|tempo
        ",
    },
    Group {
        mark: Timeline,
        weight: 3.3,
        negated: Drops,
        why: "asks or tells when",
        patterns: "
            cuando|quando * cierran|cierra|cerrar|compran|pueden|puede|pagan|vienen|viene|fecha|
            fecham|pagam|compra|podem|pode|quieren|recibo|recebo|tengo|seria; que|tan tan|rapido
            rapido|pronto|cierran|compran|compra|seria|puede; cuanto|quanto * tiempo|tempo|
            tarda|demora|tardan|leva|dura|dias|toma; en|em|dentro|menos|unos cuantos|quantos|
            cuantos|de dias|meses|semanas|tiempo|tempo; lo|o antes|mas|mais pronto|rapido|
            possivel|posible; mas|mais|lo pronto|rapido|breve|antes * posible|possivel|mejor|
            antes; antes|pronto|rapido posible|possivel; cuanto|quanto antes; o quanto antes;
            urgente|urge|ya|logo|pronto|apura|inmediatamente|imediatamente|rapido $; para|antes|
            hasta|en|em|ate|pra|finales|fin de|del|el|o|final|fin? enero|febrero|marzo|abril|
            mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre|janeiro|fevereiro|
            marco|maio|junho|julho|setembro|outubro|novembro|dezembro|ano|mes|verano|primavera|
            semana; en|em|dentro|unos|uns|como # * dias|meses|semanas|mes; en|em|dentro|de *
            dos|dois|tres|un|um|seis * dias|meses|semanas|mes|ano; sin|no|sem|tengo|nao|hay|
            ninguna * prisa|pressa|apuro; como es|funciona|funciona|seria|e el|o|proceso|$;
            proceso|processo; siguiente paso; proximo passo; vender * rapido|pronto|ya|urgente|
            logo; vender rapido
        ",
    },
    Group {
        mark: Refusal,
        weight: 3.5,
        negated: Stays,
        why: "refuses",
        patterns: "
            tengo|tenemos|encontre|hay comprador;
            no|nao|n|ni|nunca|tampoco * interesa|interesado|interesada|interesados|interesadas|
            interes|interessa|interessado|interessada|interesse|interessados|interesa; no|nao|
            nunca|jamas * vender|vendo|vende|vendemos|venta|venda|vendiendo|venderla|vendendo|
            venderia; no|nao|n muchas? gracias|obrigado|obrigada|quiero|thanks|valeu; gracias|
            obrigado|obrigada|agradezco pero|mas|por * no|nao; pero no|gracias; mas nao; ya|ja|
            fue|lo|la|esta|foi|a|se * vendi|vendio|vendimos|vendida|vendido|vendi|vendemos|
            vendeu|vendieron; ya la|lo|las vendi|vendimos|vendieron|vendio; esta vendida; no|nao
            esta|estoy|estamos|a|estou * venta|venda; no esta disponible; no quiero|queremos|
            gracias|deseo|pienso|planeo|necesito|hay; nao quero|queremos|penso|pretendo|tenho|
            preciso; aqui vivo|vivimos|moro|vou; mi|minha|es casa|hogar no; me|nos|vamos|voy|
            pienso|quiero|vou|vamos quedo|quedamos|quedar|quedarme|ficar; ni loco|loca|hablar|
            modo|pensarlo; de ninguna manera; para nada; de jeito nenhum; nem pensar; nunca;
            jamas
        ",
    },
    Group {
        mark: WrongNumber,
        weight: 3.6,
        negated: Stays,
        why: "says that we have the wrong person",
        patterns: "
            numero|persona|telefono|pessoa|telefone|equivocado equivocado|equivocada|errado|
            errada|incorrecto|incorrecta|numero; equivocado|equivocada|equivoco|equivocaste|
            equivoca|equivocaron|engano|enganou|enganado|confundido|confundio|confundiendo|
            confundindo|errado|errada; no|nao|n soy|sou|es|e|era * el|la|esa|ella|persona|dueno|
            duena|o|a|essa|eu|maria|juan|yo|dono|dona|proprietario|proprietaria|mi|minha|mio|
            mia|meu|propietario|propietaria|propietario; no|nao soy|sou; no|nao es|e|era mi|mia|
            mio|minha|meu|nuestra casa|propiedad|numero|numero|$; no|nao|nunca|ya|n es|e|fue|
            foi|ha|tengo|tenho|tuve|he * mi|mia|mio|minha|meu|mias|sido|ninguna|nenhuma|casa|
            propiedad|propiedades|casas|imovel; no|nao conozco|conheco|vive|mora|hay|existe|
            conoce|vivo; no se|sei de|quien|quem|que|do; no|nao|ya|yo * soy|vivo|tengo * el|la|
            ahi|alli|dueno|dueña|casa|propiedad; nadie|ninguem|aqui * con|com|llama|chama|
            nombre|ese|esse|nome; aqui no|nao; otra|outra|otro persona|pessoa; rento|alquilo|
            alugo|inquilino|inquilina|rentamos|rentando|alquilando; solo|so|apenas|yo rento|
            alquilo|alugo|inquilino; numero nuevo|novo; nuevo|novo numero
        ",
    },
    Group {
        mark: Delay,
        weight: 3.5,
        negated: Stays,
        why: "puts it off",
        patterns: "
            mas|mais|luego|quiza|quizas|talvez|vez tarde|adelante|luego|despues|frente|depois|a;
            despues|depois|luego|ahorita|logo $; ahora|ahorita|agora|hoy|hoje|momento|todavia|
            aun|ainda no|nao|estoy; no|nao * ahora|ahorita|agora|momento|todavia|aun|ainda|hoy|
            hoje|por|listo|lista; por|de|en|este|no|neste|nesse ahora|momento; todavia|aun|ainda
            no|nao; llame|llameme|llamame|hableme|hable|hablame|escribame|escribeme|ligue|
            marqueme|me|hable|contacteme|mandeme|liga|ligar|fala|falar|hablamos|volver|vuelva|
            conversamos * manana|luego|despues|tarde|lunes|martes|amanha|depois|semana|mes|ano|
            noche|horas|segunda|proximo|proxima|mais|enero|febrero|marzo|abril|mayo|junio|julio|
            agosto|septiembre|octubre|noviembre|diciembre|janeiro|fevereiro|marco|maio|junho|
            julho|setembro|outubro|novembro|dezembro; depois|despues|luego eu|te|le|lo|yo|
            conversamos|hablamos|falamos; manana|amanha; ocupado|ocupada|trabajando|trabalhando|
            manejando|dirigindo|reunion|reuniao|trabajo|junta; estoy|estou|ando en|no|fuera|
            manejando|ocupado|ocupada|trabajando; estou no|em; proximo|proxima|otro|outro|
            siguiente|que|otra ano|mes|semana|viene|ano|dia|vez|vem; el|la|o proximo|proxima|
            otro|que; ano|mes|semana que vem|viene|entrante; dejeme|deixa|dejame|deixe|voy|
            tengo|vou|necesito|preciso|deja|lo|tenho|quiero * pensar|pensarlo|hablar|consultar|
            falar|platicar|ver|hablarlo|consultarlo|preguntar|decidir; pensarlo|pensar * bien|
            con|no|melhor|$; lo|vou|voy voy|a|pensar pensar|a|pensarlo|pienso; le|te|lhe|os
            aviso|avisamos|digo|informo|aviso|llamo|respondo|confirmo|ligo; aviso; en|dentro|em|
            daqui|a unos|algunos|uns|alguns|un|um|de|una|uma? * meses|mes|anos|ano|semanas|dias|
            rato|pouco; quizas|quiza|talvez|tal * ano|futuro|adelante|despues|mes|luego|dia; en|
            no el? futuro; futuro; mas adelante; espere|espereme|espera|aguarde; despues|depois
            de|del|do|das|las; no es buen; un momento|rato|minuto; um momento|minuto
        ",
    },
    Group {
        mark: Hostile,
        weight: 4.0,
        negated: Stays,
        why: "is hostile or wants no contact",
        patterns: "
            fuera|largo|larguese|larguense|vayase|vayanse|lejos de aqui|mi; vayase|vete|vayanse|larguese al|a * carajo|diablo|infierno|chingada|mierda|verga|volar;
            es|son|eres|sois un|una|unos|unas|puro|pura? estafa|fraude|estafador|estafadores|
            ladron|ladrones|rateros|golpe verdad|seguro|seguramente|ladrones;
            no|nao|ya|nunca|pare|deje|deja|parem|dejen ** moleste|molesten|molestar|molestando|
            molesta|llame|llamen|llamar|escriba|escriban|escribir|mande|manden|mandar|texto|
            textos|mensajes|mensagens|mensagem|contacte|contacten|contactar|ligue|liguem|ligar|
            escribirme|llamarme|molestes|llames|escribas|mandes|perturbe|incomode|incomodar|
            encher|chame|joda|jodan|chingue|chingar|envie|envien|enviar|mandarme; deje|dejen|
            deja|dejame|dejeme|dejenme|pare|parem|deixe|deixa * paz|molestar|mandar|llamar|
            escribir|ligar|textear|enviar|incomodar; en|em paz; no mas; no me escriba|llame|
            mande|moleste|contacte|texto|textee; nao me mande|ligue|mandem; no * mas * textos|
            mensajes|llamadas|mensaje; mierda|pendejo|pendejos|puta|puto|cabron|cabrones|chinga|
            chingada|chingar|joder|jodete|idiota|idiotas|imbecil|estupido|estupidos|verga|culo|
            merda|porra|caralho|foda|fdp|babaca|otario|vagabundo|malparido|huevon|culero|baboso|
            maldito|malditos|desgraciado|desgraciados|cono|carajo; vete|vayase|vayanse|vai|va|
            larguese|largate|vaya a|al|se|pra|para|tomar|de|chingar|lejos|$; quite|quiteme|
            quitame|quiten|borre|borreme|borrame|elimine|elimineme|elimina|saque|saqueme|remova|
            tire|tira|retire|exclua|apague|apaga|quite * lista|numero; estafa|estafador|
            estafadores|fraude|ladron|ladrones|rateros|ratero|golpe|golpista|golpistas|ladrao|
            spam|acoso|acosando|hostigamiento|bandido; abogado|demanda|demandar|demandare|
            policia|denunciar|denuncia|denunciare|advogado|processar|reportar|reportare|reporto|
            denunciando|reportando; lista de no
        ",
    },
    Group {
        mark: Owns,
        weight: 2.2,
        negated: Drops,
        why: "says that it is theirs",
        patterns: "
            si|sim|yo|claro|eu|sigo|todavia|aun|ainda * soy|es|mia|mio|dueno|duena|minha|meu|
            sou|dono|propietario|proprietario|tengo|propietaria; soy|sou el|la|o|a|yo|eu *
            dueno|duena|dono|dona|propietario|proprietario|propietaria|proprietaria; es|e mia|
            mio|nuestra|minha|nossa|meu|mi|mis; si es|senor|soy|senora|esa|claro; soy yo; sou
            eu; con el|la habla
        ",
    },
    Group {
        mark: Neutral,
        weight: 2.2,
        negated: Stays,
        why: "is polite or says little",
        patterns: "
            gracias|obrigado|obrigada|agradezco|agradecido; de nada; no hay problema|de; esta|
            ta|muy bien|bien|bueno|bom; tudo bem $; bendiciones|bendicion|dios|deus; cual|que|
            qual|que casa|propiedad|direccion|propriedade|imovel|endereco|terreno|de; no hablo
            ingles; no ingles; habla|hablas|en espanol; fala portugues; entiendo|entendido|
            comprendo|entendi; no se|sei $; no estoy seguro|segura; igualmente|saludos|feliz|
            abraco|abrazo; que tenga|tengas|tenha
        ",
    },
    Group {
        mark: Condition4Sale,
        weight: 3.0,
        negated: Stays,
        why: "only on a condition",
        patterns: "
            solo|so si|se; a menos|no que|ser; pero|mas ** cuanto|oferta|precio|depende|quanto|
            proposta|escucho|ofrece|escuchar|preco|ouvir|ofrecen
        ",
    },
    Group {
        mark: Other,
        weight: 2.6,
        negated: Stays,
        why: "is about something else",
        patterns: "
            comida|cena|almuerzo|almoco|jantar|tortillas|nino|ninos|escuela|iglesia|igreja|
            doctor|cumpleanos|aniversario|futbol|partido|feliz|te amo|quiero; te amo; busco|
            quiero|procuro|necesito|quero|queremos * comprar|rentar|alquilar|alugar * casa|una|
            un|uma|um|departamento|apartamento|apartamento; tiene|tienen|tem|hay casas|
            departamentos|apartamentos * renta|venta|alugar|rentar|vender; es para|de|en renta|
            alquiler|aluguel; prestamo|emprestimo|trabajo|empleo|emprego|vaga
        ",
    },
];
