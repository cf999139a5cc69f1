### Italian. The keys are those of en.ftl, whose first lines say how they are written.

## Numbers and dates

decimal-mark = ,
date = { $day ->
    [1] 1°
   *[other] { $day }
} { $month ->
    [1] gennaio
    [2] febbraio
    [3] marzo
    [4] aprile
    [5] maggio
    [6] giugno
    [7] luglio
    [8] agosto
    [9] settembre
    [10] ottobre
    [11] novembre
   *[12] dicembre
} { $year }
quoted = «{ $text }»

## Parts of sentences about measures

no-p-value = nessun valore p
p-adjusted = { $raw } ({ $adjusted } corretto; famiglia: { $family })
interval = { " " }(intervallo al 95 %: da { $low } a { $high })
interval-shifts = { " " }(intervallo di randomizzazione al 95 %: da { $low } a { $high })
interval-inside = , intervallo al 95 %: da { $low } a { $high }
standard-error = { " " }(errore standard { $error })
chance = { " " }Se lo stesso numero di unità avesse risposto a caso, sarebbe compreso fra { $low } e { $high } in almeno il 95 % dei casi.
    .with-p = { " " }Se lo stesso numero di unità avesse risposto a caso, sarebbe compreso fra { $low } e { $high } in almeno il 95 % dei casi ({ $p }).
not-computed = { $measure }: non calcolato ({ $reason }).
    .no-value = qui non ha valore

## Groups of units and variables

respondents = rispondenti
    .these = i rispondenti
nonrespondents = non rispondenti
    .these = i non rispondenti
all-units = tutte le unità
not-known = (non nota)
no-formula = (nessun modello)
variable-population = residenti secondo l’indagine
variable-census-population = residenti secondo il censimento
variable-macro-area = macroarea
variable-size-class = classe di ampiezza
variable-kind = tipo di unità
variable-residents = residenti
variable-share-18plus = quota di maggiorenni
variable-area = superficie in km²
variable-density = densità
variable-response = risposta

## Sections of results

section-differences = Rispondenti e non rispondenti a confronto
section-response = Risposta e copertura per categoria e area
section-representativeness = Rappresentatività
section-coefficients = Coefficienti del modello di risposta
section-weights = Pesi
section-inequality = Disuguaglianza della copertura fra aree
section-neighbours = Bacini contigui
section-answers = Risposte, e quanto potrebbero essere sbagliate
section-other = Altre misure

## Measures: respondents against the others

mean = media
    .sentence = La media di { $variable } fra { $level } ({ $n } unità) è { $whole }; descrive queste unità e non stima altro.
quartile_1 = primo quartile
    .sentence = Per { $level } ({ $n } unità) il primo quartile di { $variable } è { $whole }.
median = mediana
    .sentence = Per { $level } ({ $n } unità) la mediana di { $variable } è { $whole }: metà ne ha di meno.
quartile_3 = terzo quartile
    .sentence = Per { $level } ({ $n } unità) il terzo quartile di { $variable } è { $whole }.
quartile_1_type6 = primo quartile, tipo 6
    .sentence = Secondo la definizione di SPSS, per { $level } ({ $n } unità) il primo quartile di { $variable } è { $whole }.
quartile_3_type6 = terzo quartile, tipo 6
    .sentence = Secondo la definizione di SPSS, per { $level } ({ $n } unità) il terzo quartile di { $variable } è { $whole }.
smd = differenza standardizzata
    .sentence = I rispondenti differiscono dai non rispondenti in { $variable } di { $value } deviazioni standard combinate{ $shifts }; misura la grandezza, non se la spieghi il caso.{ $chance-p }
smd_frame = differenza standardizzata dalla lista
    .sentence = La media di { $variable } fra i rispondenti dista { $value } deviazioni standard della lista da quella di tutte le unità; con una lista completa è un valore noto, non una stima.
detectable_smd = minima differenza rilevabile
    .sentence = Una differenza in { $variable } sarebbe emersa con probabilità dell'80 % solo a partire da { $value } deviazioni standard; differenze minori possono esserci senza vedersi.
mean_difference = differenza fra le medie
    .sentence = Le medie di { $variable } differiscono di { $whole }, rispondenti meno non rispondenti{ $whole-shifts }. Nulla è stato estratto a caso, quindi la differenza è nota; il test chiede se la spieghi una risposta casuale: { $bare-p }.
smd_classical = differenza standardizzata, intervallo classico
    .sentence = Se i due gruppi fossero campioni, la differenza standardizzata in { $variable } sarebbe { $value }{ $interval } (Hedges e Olkin).
welch = differenza fra le medie, Welch
    .sentence = Se i due gruppi fossero campioni, le medie di { $variable } differirebbero di { $whole }, rispondenti meno non rispondenti{ $whole-interval }{ $p } secondo il test di Welch, che suppone normali le due medie.
mann_whitney = U di Mann–Whitney
    .sentence = Il test di Mann–Whitney su { $variable } dà U = { $whole }{ $p }; un valore p grande non dimostrerebbe che i gruppi sono uguali.
auc = probabilità di essere maggiore
    .sentence = Un rispondente preso a caso ha più { $variable } di un non rispondente preso a caso con probabilità { $value }; 0,5 non favorirebbe nessuno dei due.
hodges_lehmann = differenza tipica
    .sentence = La differenza tipica in { $variable } fra un rispondente e un non rispondente (Hodges–Lehmann) è { $whole }{ $whole-interval }.
kolmogorov_smirnov = D di Kolmogorov–Smirnov
    .sentence = Le distribuzioni di { $variable } fra rispondenti e non rispondenti distano al massimo { $value } (Kolmogorov–Smirnov){ $p }.
difference_holm = p della differenza, secondo Holm
    .sentence = Il test di una differenza in { $variable }, corretto secondo Holm per tutte le variabili confrontate, dà { $adjusted-p }.
difference_bh = p della differenza, secondo Benjamini–Hochberg
    .sentence = Il test di una differenza in { $variable }, corretto secondo Benjamini e Hochberg per tutte le variabili confrontate, dà { $adjusted-p }.

## Measures: response and coverage by category and area

freeman_halton = test esatto della tabella
    .sentence = Il test esatto di pari risposta fra le classi di { $variable } dà { $bare-p }: chiede se le differenze si spieghino con il solo caso, non quanto siano grandi.
chi_square = χ²
    .sentence = Il χ² della risposta per { $variable } è { $value }{ $p }; con livelli piccoli va letto il test esatto.
cramers_v = V di Cramér
    .sentence = L'associazione fra risposta e { $variable } è { $value } su una scala da 0 a 1 (V di Cramér); anche una risposta casuale dà un po' più di 0.
detectable_v = minimo V rilevabile
    .sentence = Un'associazione fra risposta e { $variable } sarebbe emersa con probabilità dell'80 % solo a partire da V = { $value }.
smd_category = differenza standardizzata di una categoria
    .sentence = Considerando insieme tutti i livelli di { $variable }, rispondenti e non rispondenti distano { $value } deviazioni standard; non è mai sotto 0.
smd_level = differenza standardizzata di un livello
    .sentence = La quota di { $level } ({ $variable }) differisce fra rispondenti e non rispondenti di { $value } deviazioni standard.
level_response = tasso di risposta
    .sentence = Ha risposto il { $share } delle { $n } unità di { $level } ({ $variable }){ $p }; con poche unità l'intervallo per caso è ampio.{ $share-chance }
level_response_mid_p = tasso di risposta, mid-p
    .sentence = Ha risposto il { $share } delle { $n } unità di { $level } ({ $variable }); secondo il mid-p { $bare-p }.
level_response_holm = p del tasso di risposta, secondo Holm
    .sentence = Il test del tasso di risposta di { $level } ({ $variable }) rispetto al caso, corretto secondo Holm per tutti i livelli, dà { $adjusted-p }.
level_response_bh = p del tasso di risposta, secondo Benjamini–Hochberg
    .sentence = Il test del tasso di risposta di { $level } ({ $variable }) rispetto al caso, corretto secondo Benjamini e Hochberg per tutti i livelli, dà { $adjusted-p }.
detectable_rate = tassi di risposta rilevabili
    .sentence = Un tasso di risposta di { $level } ({ $variable }) sarebbe risultato diverso dagli altri con probabilità dell'80 % solo fino al { $below } o a partire dal { $above }.
    .low = Un tasso di risposta di { $level } ({ $variable }) sarebbe risultato diverso dagli altri con probabilità dell'80 % solo fino al { $below }; nessun tasso alto sarebbe emerso.
    .high = Un tasso di risposta di { $level } ({ $variable }) sarebbe risultato diverso dagli altri con probabilità dell'80 % solo a partire dal { $above }; nessun tasso basso sarebbe emerso.
    .none = Un tasso di risposta di { $level } ({ $variable }) sarebbe risultato diverso dagli altri con probabilità dell'80 % a nessun tasso.
area_coverage = copertura dei residenti
    .sentence = In { $level } ({ $variable }) è coperto il { $share } dei residenti di { $n } unità; il test esatto rispetto a una risposta casuale dà { $bare-p }.{ $share-chance }

## Measures: representativeness

r = indicatore R, non corretto
    .sentence = Senza correzione, R del modello { $variable } è { $value }; con poche unità è basso anche se si risponde a caso, perciò si legge solo accanto al valore corretto e al suo intervallo per caso.{ $chance-p }
r_adjusted = indicatore R, corretto per la distorsione
    .sentence = L'indicatore R su tutte le unità della lista, corretto per la distorsione, è { $value }{ $interval }; 1 vorrebbe dire che il modello { $variable } assegna a tutte le unità la stessa probabilità di rispondere.{ $chance-p } Non dice nulla delle caratteristiche che il modello non contiene.
    .indistinct = L'indicatore R su tutte le unità della lista non si distingue da 1, perché il modello { $variable } non trova più variabilità di quanta ne produce la stima stessa; può scendere fino a { $lowest } (intervallo al 95 %: da { $lowest } a { $highest }).{ $chance-p } Non dice nulla delle caratteristiche che il modello non contiene.
cv = coefficiente di variazione delle propensioni
    .sentence = Le probabilità di risposta stimate variano del { $share } rispetto alla loro media (coefficiente di variazione, corretto per la distorsione{ $share-interval-inside }).{ $chance-p }
    .indistinct = Che le probabilità di risposta stimate differiscano non si distingue dal caso; possono variare fino al { $above } della loro media (coefficiente di variazione, estremo superiore dell'intervallo al 95 %).{ $chance-p }
maximal_bias = distorsione massima di una media
    .sentence = Se la risposta dipende solo dalle variabili del modello, la distorsione massima di una media non ponderata è stimata in { $value } deviazioni standard della variabile rilevata, ed è al massimo { $highest } secondo il suo intervallo al 95 %; per una proporzione al massimo { $half-highest }.
    .indistinct = Se la risposta dipende solo dalle variabili del modello, la distorsione massima di una media non ponderata non si distingue da 0, ed è al massimo { $highest } deviazioni standard della variabile rilevata secondo il suo intervallo al 95 %; per una proporzione al massimo { $half-highest }.
partial_unconditional = indicatore parziale non condizionato
    .sentence = Presa da sola, { $variable } contribuisce con una deviazione standard di { $value }{ $error } alle probabilità di risposta; 0 vorrebbe dire che i suoi livelli rispondono allo stesso modo.
    .level-more = Le unità di { $level } ({ $variable }) rispondono più dell'insieme della lista: indicatore parziale { $value }{ $error }.
    .level-less = Le unità di { $level } ({ $variable }) rispondono meno dell'insieme della lista: indicatore parziale { $value }{ $error }.
    .level-alike = Le unità di { $level } ({ $variable }) rispondono come l'intera lista.
    .no-error = , senza errore standard in un censimento della lista
partial_conditional = indicatore parziale condizionato
    .sentence = Fra unità uguali nelle altre variabili, { $variable } contribuisce ancora con una deviazione standard di { $value }{ $error } alle probabilità di risposta.
    .level = Fra unità uguali nelle altre variabili, quelle di { $level } ({ $variable }) contribuiscono per { $value } alle disuguaglianze nelle probabilità di risposta.
imbalance = sbilanciamento
    .sentence = Lo sbilanciamento dei rispondenti rispetto a { $variable } è { $fine }; 0 vorrebbe dire che le loro medie sono quelle della lista.{ $chance-p }
balance_1 = indicatore di bilanciamento 1
    .sentence = L'indicatore di bilanciamento 1 è { $value }; 1 vorrebbe dire che rispondenti e lista hanno le stesse medie di { $variable }.
balance_2 = indicatore di bilanciamento 2
    .sentence = L'indicatore di bilanciamento 2 è { $value }; 1 vorrebbe dire che rispondenti e lista hanno le stesse medie di { $variable }.
distance = distanza fra rispondenti e non rispondenti
    .sentence = Rispondenti e non rispondenti distano { $value } deviazioni standard rispetto a { $variable } considerate insieme.
coefficient = coefficiente del modello
    .sentence = Nel modello di risposta il logaritmo degli odds di rispondere varia di { $value } con { $level }{ $interval }{ $p }, a parità degli altri termini.

## Measures: weights

design_effect = effetto del disegno dei pesi
    .sentence = Con { $weights } ({ $method }) la varianza di una media è { $value } volte quella con pesi uguali, salvo che i pesi siano legati a ciò che si rileva.
    .same = I pesi di { $weights } ({ $method }) sono gli stessi di { $same }.
effective_n = numero effettivo di rispondenti
    .sentence = Con { $weights } i { $n } rispondenti hanno la precisione di { $rough } con pesi uguali.
weight_minimum = peso minimo
    .sentence = Con { $weights } ogni rispondente rappresenta almeno { $value } unità.
    .negative = Con { $weights } il peso minimo è { $value }, inferiore a 0: un tale rispondente conta contro la propria risposta. Limiti o un'altra distanza tengono i pesi positivi.
weight_maximum = peso massimo
    .sentence = Con { $weights } nessun rispondente rappresenta più di { $value } unità.
response_class = classe di risposta
    .sentence = Nella classe { $level } della propensione stimata ha risposto il { $share } delle { $n } unità; i suoi rispondenti le rappresentano tutte.
balance_maximum = massima differenza standardizzata dalla lista
    .sentence = Con { $weights } le medie dei rispondenti distano al massimo { $value } deviazioni standard della lista da quelle di tutte le unità, su tutto ciò che di tutte è noto.
    .unweighted = Prima dei pesi le medie dei rispondenti distano al massimo { $value } deviazioni standard della lista da quelle di tutte le unità, su tutto ciò che di tutte è noto.
balance_mean = differenza standardizzata media dalla lista
    .sentence = Con { $weights } le medie dei rispondenti distano { $value } deviazioni standard della lista da quelle di tutte le unità, in media su tutto ciò che di tutte è noto.
    .unweighted = Prima dei pesi le medie dei rispondenti distano { $value } deviazioni standard della lista da quelle di tutte le unità, in media su tutto ciò che di tutte è noto.

## Measures: inequality of coverage over areas

dissimilarity_units = dissimilarità delle unità
    .sentence = Il { $share } dei rispondenti dovrebbe trovarsi in un'altra area di { $variable } per essere distribuito come i non rispondenti.{ $chance }
dissimilarity = dissimilarità dei residenti
    .sentence = Il { $share } dei residenti coperti dovrebbe vivere in un'altra area di { $variable } per essere distribuito come i non coperti.{ $chance }
gini = coefficiente di Gini della copertura
    .sentence = La disuguaglianza della copertura fra le aree di { $variable } è { $value } (Gini; 0 sarebbe pari copertura ovunque).{ $chance }
theil = indice di Theil della copertura
    .sentence = La disuguaglianza della copertura fra le aree di { $variable } è { $value } secondo l'indice di Theil; 0 sarebbe pari copertura ovunque.{ $chance }
theil_between = indice di Theil fra ripartizioni
    .sentence = Dell'indice di Theil fra le aree di { $variable }, { $value } sta fra le ripartizioni.
theil_within = indice di Theil dentro le ripartizioni
    .sentence = Dell'indice di Theil fra le aree di { $variable }, { $value } sta dentro le ripartizioni.

## Measures: neighbouring catchments

neighbour_pairs = coppie di vicini
    .sentence = { $whole } coppie di bacini sono contigue; le unità senza vicini restano fuori da quanto segue.
join_both = vicini che hanno risposto entrambi
    .sentence = In { $whole } coppie di vicini hanno risposto entrambi{ $p }.{ $whole-chance }
join_neither = vicini di cui nessuno ha risposto
    .sentence = In { $whole } coppie di vicini non ha risposto nessuno{ $p }.{ $whole-chance }
join_mixed = vicini di cui uno ha risposto
    .sentence = In { $whole } coppie di vicini uno ha risposto e l'altro no{ $p }.{ $whole-chance }
moran = I di Moran
    .sentence = L'I di Moran di { $variable } fra bacini contigui è { $value }{ $p }; sopra il valore atteso per caso, i vicini si comportano in modo simile.{ $chance }
geary = C di Geary
    .sentence = Il C di Geary di { $variable } è { $value }{ $p }; sotto 1, i vicini si comportano in modo simile.{ $chance }
general_g = G di Getis e Ord
    .sentence = Il G di Getis e Ord di { $variable } è { $value }{ $p }; sopra il valore atteso per caso, i valori grandi sono vicini. Riguarda le dimensioni, non la risposta.{ $chance }
moran_within = I di Moran dentro le aree
    .sentence = Tolto a ogni area di { $variable } il suo tasso di risposta, l'I di Moran di ciò che resta è { $value }{ $p }; sopra il valore atteso per caso, la mancata risposta sarebbe locale e non solo regionale.{ $chance }
local_join = unità fra vicini con lo stesso esito
    .sentence = { $whole } per { $level }: unità fra vicini con lo stesso esito più spesso di quanto spieghi il caso, con false scoperte limitate al 5 %.
local_moran = unità con un Moran locale diverso dal caso
    .sentence = { $whole } per { $level }: unità il cui Moran locale differisce dal caso, con false scoperte limitate al 5 %.

## Why something could not be computed

no-test =
    .nobody = non applicabile: nessuna unità ha risposto
    .everybody = non applicabile: tutte le unità hanno risposto
    .one-category = non applicabile: tutte le unità sono in una sola categoria
no-model =
    .confidential = non pubblicato, perché non si sappia chi ha risposto
    .no-variable = delle unità non è nota nessuna variabile
    .unknown = lo studio non ha la variabile { $name }
    .not-a-number = { $factor }: la variabile è una categoria, non un numero
    .not-positive = { $factor }: un valore è 0 o negativo e non ha logaritmo
    .all-missing = { $factor }: nessuna unità ha un valore
    .no-levels = { $factor }: un numero non ha livelli con cui confrontare
    .no-such-level = { $factor }: nessuna unità ha il livello { $level }
    .no-complete-unit = nessuna unità ha un valore di ogni variabile
    .too-many-columns = il modello ha { $columns } colonne, più di { $most }
    .nobody = nessuna unità ha risposto
    .everybody = tutte le unità hanno risposto
    .not-converged = il modello non converge, neppure con la penalizzazione di Firth
    .one-unit = una sola unità non ha variabilità
no-null =
    .too-costly = la lista ha troppe unità distinte per le permutazioni, se il loro numero non è indicato
    .not-asked = non sono state chieste permutazioni
    .no-fit = il modello non ha soluzione con risposte casuali
no-weights =
    .confidential = non pubblicato, perché non si sappia chi ha risposto
    .nobody = nessuna unità ha risposto
    .no-model = non c'è un modello di risposta
    .no-variable = non c'è nulla su cui pesare
    .empty-strata = nessuna unità ha risposto in { $variable }: { $levels }
    .missing-numbers = { $variable } non è noto per { $n } unità
    .missing-propensities = la propensione non è nota per { $n } unità
    .not-met = i totali non si possono rispettare, resta { $share } della lista
    .dependent = i rispondenti sono troppo simili per rispettare tutti i totali
    .not-a-category = { $variable } è un numero: si pesi per sue classi, come cut({ $variable }, quantiles = 3)
    .unusable = lo studio non ha una variabile { $variable } utilizzabile
no-proxy =
    .not-identified = proxy non applicabile: troppo pochi rispondenti per le caratteristiche della proxy
    .constant = proxy non applicabile: risposte o previsioni non variano
    .not-settled = proxy non applicabile: la sua stima non converge
    .everybody = proxy non applicabile: tutte le unità hanno risposto

## Notes: what a row of results says besides its numbers

note =
    .confidential = non pubblicato, perché non si sappia chi ha risposto
    .no-null = nessun intervallo per caso: { $reason }
    .not-weighted = nessun peso: { $reason }
    .too-few-units = non applicabile: meno di due unità in un gruppo
    .no-variation = non applicabile: nessun valore varia dentro i gruppi
    .empty-group = non applicabile: un gruppo è senza unità
    .no-units = non applicabile: nessuna unità nel gruppo
    .no-unit-differs = non applicabile: nessuna unità è diversa
    .nobody-or-everybody-covered = non applicabile: nessuno o tutti sono coperti
    .unknown-area = non applicabile: di una unità non è nota l'area
    .too-few-neighbours = non applicabile: meno di quattro unità contigue, o tutte si sono comportate allo stesso modo
    .nothing-to-compare = non applicabile: tutti hanno risposto allo stesso modo o stanno in un solo livello
    .no-answers = non applicabile: nessuna unità ha risposto alla domanda
    .no-common-category = infinita: i gruppi non hanno categorie in comune; si veda smd_level
    .all-and-none = infinita: un gruppo la ha tutta, l'altro per niente
    .one-variable = un modello di una variabile non ha indicatore condizionato
    .dependent-column = dipende dalle colonne che la precedono
    .without-category = { $n ->
        [one] esclusa { $n } unità di cui non è noto: { $variable }
       *[other] escluse { $n } unità di cui non è noto: { $variable }
    }
    .without-number = { $n ->
        [one] esclusa { $n } unità di cui non è noto il valore
       *[other] escluse { $n } unità di cui non è noto il valore
    }
    .outside-model = { $n ->
        [one] esclusa { $n } unità: un numero non è noto
       *[other] escluse { $n } unità: un numero non è noto
    }
    .without-neighbours = { $n ->
        [one] esclusa { $n } unità senza unità contigue
       *[other] escluse { $n } unità senza unità contigue
    }
    .separation = separazione: { $by }
    .dependent-columns = escluse perché dipendono da altre: { $columns }
    .bias-factor = fattore di distorsione { $factor }
    .equal-propensities = tutte le propensioni sono uguali, perciò non c'è errore standard
    .nothing-beyond-estimation = nessun valore: il solo stimare spiega tutta la variabilità delle propensioni, che non si distingue da nessuna; l'intervallo dice quanta può essercene
    .in-standard-deviations = in deviazioni standard della variabile rilevata; una proporzione ne ha al massimo 0,5
    .answered = { $answered } su { $n } hanno risposto, propensione media { $mean }
    .mean-by-chance = media con risposte casuali { $mean }
    .unevenness-by-chance = { $mean } in media con risposte casuali
    .error-of-p = errore Monte Carlo di p { $error }
    .failed-permutations = { $n } permutazioni senza soluzione
    .small-expected-count = minima frequenza attesa { $count }: è da preferire il test esatto
    .no-respondents = un livello senza rispondenti: con i pesi non se ne può dire nulla
    .empty-end = un estremo vuoto: da quel lato nessun tasso si sarebbe notato
    .degrees-of-freedom = { $degrees } gradi di libertà
    .by-normal = approssimazione normale: p { $corrected } con la correzione di continuità, { $uncorrected } senza
    .no-interval = troppo poche unità per un intervallo al 95 %
    .analytic-p = p analitico bilaterale { $p }
    .residuals = residui di Pearson della risposta sulla ripartizione: vicino a 0 se la mancata risposta è regionale, al di sopra se è locale
    .unit-answered = l'unità ha risposto
    .unit-did-not-answer = l'unità non ha risposto
    .largest = la maggiore è di { $variable }
    .largest-of-level = la maggiore è di { $variable }={ $level }
    .met-by-weights = i pesi sono fatti per rispettarlo, perciò non c'è test
    .same-weights = gli stessi pesi di { $weights }
    .negative-weights = { $n ->
        [one] { $n } rispondente ha un peso inferiore a 0
       *[other] { $n } rispondenti hanno pesi inferiori a 0
    }: limiti o un'altra distanza tengono i pesi positivi
    .below-one = { $n } rispondenti valgono meno di se stessi
    .no-standard-error = nessun errore standard: meno di due rispondenti
    .respondents-agree = un errore standard di 0 dice solo che i rispondenti sono d'accordo: si vedano l'intervallo e il caso peggiore
    .no-interval-of-equal = nessun intervallo: i rispondenti sono d'accordo
    .measured-coverage = pochi rispondenti per numeri simili: nelle simulazioni contiene il valore vero il { $share } di tali intervalli, non il 95 %
    .error-of-fixed-weights = con pesi considerati fissi l'errore standard sarebbe { $error }
    .larger-population = se la lista fosse un campione di una popolazione molto più grande: da { $low } a { $high } (Clopper e Pearson)
    .complete-frame = la lista è considerata completa: il caso peggiore non ha errore di campionamento né intervallo di Imbens e Manski
    .no-worst-case = nessun caso peggiore: la domanda non ha minimo e massimo
    .unmoved = nulla che i non rispondenti avrebbero potuto rispondere lo porta oltre { $claim }
    .uninformative-proxy = la proxy non è informativa: la sua correlazione è inferiore a { $below }
    .proxy-of-noise = la proxy non è informativa: il { $above } delle risposte scambiate a caso è previsto altrettanto bene
    .impossible-phi = φ = { $phi } non è possibile: le risposte dei non rispondenti non avrebbero varianza, o la proxy non ne dice nulla
    .proxy-interval = intervallo della misura proxy da { $draws } estrazioni a posteriori, φ uniforme tra 0 e 1
    .weights-of-all = i pesi sono stati calcolati per tutti i rispondenti, non solo per quelli che hanno risposto a questa domanda
separated =
    .level = { $variable }={ $level } ({ $answered } su { $n } hanno risposto)
    .combination = una combinazione di variabili ({ $n } unità distinte)

## Methods: how a value was computed

method =
    .no-model = nessun modello
    .logistic = logistico, massima verosimiglianza
    .logistic-weighted = logistico, massima verosimiglianza, pesi di disegno
    .logistic-penalised = logistico, penalizzazione di Firth
    .logistic-penalised-weighted = logistico, penalizzazione di Firth, pesi di disegno
    .means-over-columns = differenze fra medie su tutte le colonne
    .adjusted = corretto per la distorsione
    .not-adjusted = non corretto
    .by-quarters = per quarti di un numero
    .log-odds = log odds, Wald
    .log-odds-by-profile = log odds, verosimiglianza profilo
    .noncentral-limits = intervallo dal χ² non centrale della statistica score, { $degrees } gradi di libertà
    .mean = media aritmetica
    .median = mediana
    .quantile-type-7 = quantile di tipo 7
    .quantile-type-6 = quantile di tipo 6, come lo stampa SPSS
    .pooled-difference = differenza fra medie su √((s₁²+s₀²)/2)
    .hedges-olkin = intervallo di Hedges e Olkin, che considera campioni i due gruppi
    .mean-difference = differenza fra medie
    .permuted-shifts = intervallo: scarti che { $count } permutazioni della risposta non rifiutano al 5 % (errore Monte Carlo { $error })
    .frame-difference = media dei rispondenti meno quella della lista, sulla deviazione standard della lista
    .detectable-difference = minima differenza trovata da un test al 5 % con probabilità dell'80 %, nell'uno o nell'altro verso
    .welch = differenza fra medie; t di Welch, bilaterale, senza supporre uguali le varianze; considera campioni i due gruppi
    .exact-ranks = esatto
    .exact-ranks-with-ties = esatto, valori uguali compresi
    .inverted-ranks = esatto a 0,000001, per inversione
    .normal-ranks = approssimazione normale con correzioni per valori uguali e continuità
    .twice-smaller-tail = bilaterale: il doppio della coda minore
    .share-of-pairs = U sul numero di coppie
    .median-of-differences = mediana di tutte le differenze
    .exact-interval = intervallo esatto
    .exact-interval-with-ties = intervallo esatto, prudente con valori uguali
    .exact-distance = esatto, valori uguali compresi
    .limit-of-distance = limite di Kolmogorov
    .test-by-holm = valore p di { $test } corretto secondo Holm, su { $variables } variabili
    .test-by-bh = valore p di { $test } corretto secondo Benjamini e Hochberg, su { $variables } variabili
    .all-tables = esatto su tutte le tabelle
    .drawn-tables = { $count } tabelle estratte a caso, errore Monte Carlo { $error }
    .no-more-likely = valore p: tutte le tavole non più probabili di questa
    .chi-square = χ² con { $degrees } gradi di libertà
    .cramers-v = √(χ²/N)
    .detectable-v = minimo V trovato dal χ² al 5 % con probabilità dell'80 %
    .category-distance = √(T′S⁻¹T) su tutte le categorie meno una
    .hypergeometric = ipergeometrica
    .hypergeometric-mid-p = mid-p ipergeometrico
    .range-of-level = intervallo per caso in quote delle unità del livello
    .level-by-holm = valore p corretto secondo Holm su { $levels } livelli
    .level-by-bh = valore p corretto secondo Benjamini e Hochberg su { $levels } livelli
    .detectable-rates = tassi a partire dai quali il test esatto al 5 % trova una differenza con probabilità dell'80 %
    .level-difference = differenza della quota del livello su √((p₁(1−p₁)+p₀(1−p₀))/2)
    .permuted-response = { $count } permutazioni della risposta
    .coverage-by-chance = distribuzione esatta dei residenti coperti con risposta casuale
    .adjusted-over-areas = corretto secondo Holm con ciò che il test esatto di ogni area può raggiungere
    .residents-by = residenti: { $source }
    .too-fine = nessuna permutazione: lo schema è troppo fine
    .theil-between = parte del T di Theil fra le aree di { $scheme }
    .theil-within = resto del T di Theil, dentro le aree di { $scheme }
    .residents-in-area = residenti: { $residents }, nell'area dell'unità
    .shared-border = bacini che hanno in comune un luogo o un confine
    .moments = momenti sotto randomizzazione, bilaterale con approssimazione normale
    .range-of-moments = l'intervallo per caso è il valore atteso ± 1,96 deviazioni standard
    .permuted-values = { $count } permutazioni
    .permuted-within-areas = { $count } permutazioni dentro le aree
    .count-of-local = unità con un valore p corretto di al massimo { $level }: { $local }
    .exact-local = esatto (ipergeometrica), corretto secondo Benjamini e Hochberg
    .post-stratified = post-stratificati per { $by }
    .post-stratified-by-nothing = post-stratificati
    .raked = raking su { $margins }
    .calibrated-linear = calibrati su { $totals } (lineare)
    .calibrated-exponential = calibrati su { $totals } (esponenziale)
    .calibrated-logit = calibrati su { $totals } (logit)
    .inverse-propensity = inverso della propensione del modello di risposta, riportato alla numerosità della lista
    .inverse-propensity-trimmed = inverso della propensione del modello di risposta, limitato a { $trim } volte la mediana e riportato alla numerosità della lista
    .entropy-balanced = bilanciati per entropia su { $totals }: medie, e quadrati dei numeri
    .by-classes = { $made } classi della propensione del modello di risposta
    .by-fewer-classes = { $made } { $made ->
        [one] classe
       *[other] classi
    } della propensione del modello di risposta, { $asked } richieste
    .benchmark-test = test t della differenza, { $degrees } gradi di libertà, bilaterale
    .holm-over-benchmarks = p di Holm sulle { $count } cifre note con gli stessi pesi
    .joined = unite: { $levels }
    .unweighted = senza pesi
    .linearised = linearizzato, con correzione per popolazione finita
    .linearised-propensities = linearizzato, propensioni stimate
    .clopper-pearson = intervallo esatto senza lista finita (Clopper e Pearson): non si sa a quante unità si applichi la domanda
    .joined-limits = differenza dagli altri livelli: limiti di Clopper e Pearson uniti secondo i loro quadrati (Newcombe), in accordo con il test esatto
    .students-t = media ± quantile di Student × errore standard, con correzione per popolazione finita
    .ranks-of-levels = ranghi di tutti i livelli (Kruskal e Wallis)
    .inverted-hypergeometric = intervallo esatto per inversione della distribuzione ipergeometrica
    .finite-clopper-pearson = intervallo di Clopper e Pearson, ristretto per popolazione finita
    .korn-graubard = intervallo di Korn e Graubard, ristretto per popolazione finita
    .skewed-student = intervallo con la t di Student a { $degrees } gradi di libertà, più ampio dalla parte della coda più lunga
    .imbens-manski = caso peggiore in un campione: intervallo di Imbens e Manski con estremi di Korn e Graubard
family =
    .variables = un test per ciascuna di { $n } variabili
    .levels = i { $n } livelli di { $variable }
    .areas = le { $n } aree di { $scheme }, fonte { $source }
    .evenness = le { $n } misure di uniformità su { $scheme }
    .neighbours = i { $n } test sulle unità contigue
    .units = le { $n } unità che hanno vicini
    .coefficients = i { $n } coefficienti del modello
    .answers-by-level = i { $n } test di { $question } per livelli di { $variable }
    .answers-by-table = i { $n } test di { $question } per { $variable } nel complesso
    .waves = i { $n } test delle risposte tardive e precoci a { $question }
    .alone = un test a sé
    .stood-for = nessuna famiglia propria: la rappresenta { $test } di { $variable }
test-name =
    .mann-whitney = Mann-Whitney
    .freeman-halton = Freeman-Halton
    .level-response = il test esatto
    .r-adjusted = R, corretto,
local =
    .same-status = unità contigue con lo stesso esito
    .moran = Moran locale della risposta

## Coverage as a table

coverage-area = area
coverage-units = unità
coverage-coverage = copertura
coverage-covered = coperti
coverage-residents = residenti
coverage-chance = 95 % per caso
coverage-p-adjusted = p corretto
coverage-note = 95 % per caso: intervallo della copertura se lo stesso numero di unità avesse risposto a caso; p: bilaterale, al massimo 0,05 dove la copertura è fuori dall'intervallo; p corretto: su tutte le aree dello schema.

# A share that is published coarsely, or not at all.
withheld = non pubblicato
at-most-percent = al più { $share }
at-least-percent = almeno { $share }

# Beside the notice of a study whose exact results stay with the people of the survey.
internal-notice = Uso interno: { $n ->
    [0] i risultati esatti non dicono di nessuna unità se ha risposto
    [one] { $of ->
        [one] dell’unica unità
       *[other] di 1 unità su { $of }
    } i risultati esatti dicono se ha risposto
   *[other] di { $n } unità su { $of } i risultati esatti dicono se hanno risposto
}

## Representativeness as a table

bias-measure = misura
bias-variable = variabile
bias-level = livello
bias-value = valore
bias-interval = intervallo al 95 %
bias-chance = 95 % per caso
bias-p-adjusted = p corretto
bias-heading = modello di risposta: { $model }; { $permutations } permutazioni, seme { $seed }

## In short: what is uneven, what is not known, what was done

summary = In breve
summary-who =
    .some = { $n ->
        [one] Ha risposto { $answered } unità su { $n }
       *[other] Hanno risposto { $answered } unità su { $n }
    } ({ $share }){ $residents }.
    .everybody = Hanno risposto tutte le unità ({ $answered }/{ $n }, { $share }): non ci sono mancate risposte{ $residents }.
    .nobody = Nessuno ha risposto ({ $answered }/{ $n }, { $share }): delle unità non si può dire nulla.
summary-residents = ; i bacini di chi ha risposto contano { $covered } residenti su { $all } ({ $share }; { $source })
    .rounded = ; i bacini di chi ha risposto contano il { $share } di { $all } residenti ({ $source })
summary-areas =
    .more = La risposta non è uniforme fra le aree di «{ $scheme }»: hanno risposto più unità di quante ne spieghi il caso in { $more }, con correzione per { $n } aree{ $covered }.
    .fewer = La risposta non è uniforme fra le aree di «{ $scheme }»: hanno risposto meno unità di quante ne spieghi il caso in { $fewer }, con correzione per { $n } aree{ $covered }.
    .both = La risposta non è uniforme fra le aree di «{ $scheme }»: hanno risposto più unità di quante ne spieghi il caso in { $more }, meno in { $fewer }, con correzione per { $n } aree{ $covered }.
    .none = Nessuna singola area di «{ $scheme }» si distingue dal caso per la sua risposta ({ $p } al minimo, con correzione per { $n } aree; tutte le aree in un'unica tabella { $whole }){ $visible }{ $covered }.
summary-covered =
    .more = ; quanto ai residenti, ne sono coperti più di quanti ne spieghi il caso in { $more }
    .fewer = ; quanto ai residenti, ne sono coperti meno di quanti ne spieghi il caso in { $fewer }
    .both = ; quanto ai residenti, ne sono coperti più di quanti ne spieghi il caso in { $more }, meno in { $fewer }
summary-covered-area = { $area } ({ $share } di quelli di { $n } unità, { $p })
summary-visible =
    .both = ; nella più grande, { $area }, un tasso pari al massimo al { $low } o almeno al { $high } sarebbe emerso quattro volte su cinque, anche senza correzione
    .low = ; nella più grande, { $area }, un tasso pari al massimo al { $low } sarebbe emerso quattro volte su cinque, anche senza correzione, e nessun tasso alto
    .high = ; nella più grande, { $area }, un tasso pari almeno al { $high } sarebbe emerso quattro volte su cinque, anche senza correzione, e nessun tasso basso
    .none = ; nemmeno nella più grande, { $area }, un qualche tasso sarebbe emerso quattro volte su cinque
summary-size =
    .larger = I rispondenti tendono ad avere bacini più grandi degli altri: in media { $own } residenti (n = { $n-own }) contro { $other } (n = { $n-other }), { $smd } deviazioni standard{ $interval }, { $p } con correzione.
    .smaller = I rispondenti tendono ad avere bacini più piccoli degli altri: in media { $own } residenti (n = { $n-own }) contro { $other } (n = { $n-other }), { $smd } deviazioni standard{ $interval }, { $p } con correzione.
    .none = Che i bacini dei rispondenti siano di altra ampiezza non si distingue dal caso ({ $p } con correzione): in media { $own } residenti (n = { $n-own }) contro { $other } (n = { $n-other }), { $smd } deviazioni standard{ $interval }; una differenza inferiore a { $unseen } sarebbe spesso sfuggita.
summary-deviations = { $value } deviazioni standard
summary-others =
    .found = { $n ->
        [one] Nell'unica altra caratteristica confrontata
       *[other] Fra le altre { $n } caratteristiche confrontate
    } i rispondenti si distinguono in { $names }, con correzione.
    .none = Nelle altre caratteristiche confrontate ({ $names }) i rispondenti non si distinguono dagli altri ({ $p } al minimo, con correzione).
summary-chance = ; una risposta casuale darebbe fra { $low } e { $high }
summary-r =
    .found = Secondo il modello { $model }, R è { $value } e può scendere fino a { $low } (1: stessa probabilità di rispondere per tutte le unità{ $chance }); nella misura in cui la risposta dipende soltanto da queste variabili, una quota non ponderata può essere distorta fino a { $bias } punti percentuali.
    .indistinct = Secondo il modello { $model }, le probabilità di rispondere non si distinguono da probabilità uguali, ma R può scendere fino a { $low } (1: stessa probabilità di rispondere per tutte le unità{ $chance }); nella misura in cui la risposta dipende soltanto da queste variabili, una quota non ponderata può essere distorta fino a { $bias } punti percentuali.
    .missing = Quanto la risposta sia stata disuguale non si è potuto stimare: { $reason }.
summary-few =
    .empty = Delle aree senza rispondenti non si conosce alcuna risposta: { $empty }.
    .small = Poco si sa delle aree piccole: { $small } delle { $n } { $areas } { $small ->
        [one] ha
       *[other] hanno
    } meno di { $few } unità, e una sola unità ne sposta il tasso di oltre 10 punti percentuali.
    .empty-and-small = Delle aree senza rispondenti non si conosce alcuna risposta: { $empty }; { $small ->
        [one] { $small } altra
       *[other] altre { $small }
    } delle { $n } { $areas } { $small ->
        [one] ha
       *[other] hanno
    } meno di { $few } unità, e una sola unità ne sposta il tasso di oltre 10 punti percentuali.
summary-bounds =
    .shares = Senza ipotesi { $others ->
        [one] sull’unica unità su { $n } che non ha risposto
       *[other] sulle { $others } unità su { $n } che non hanno risposto
    }, le { $shares } quote di tutte le unità sono note solo entro { $low }–{ $high } punti percentuali.
    .same = Senza ipotesi { $others ->
        [one] sull’unica unità su { $n } che non ha risposto
       *[other] sulle { $others } unità su { $n } che non hanno risposto
    }, { $shares ->
        [one] l’unica quota di tutte le unità è nota
       *[other] ognuna delle { $shares } quote di tutte le unità è nota
    } solo entro { $low } punti percentuali.
    .general = Senza ipotesi { $others ->
        [one] sull’unica unità su { $n } che non ha risposto
       *[other] sulle { $others } unità su { $n } che non hanno risposto
    }, una quota qualsiasi di unità è nota solo entro { $low } punti percentuali; lo studio non ha una tabella di risposte.
    .any = Senza ipotesi sulle { $others } unità su { $n } che non hanno risposto, una quota qualsiasi di unità è nota solo entro { $low } punti percentuali.
summary-claims =
    .held = Qualunque cosa avessero detto gli altri, { $n ->
        [one] l'unica quota con una tesi resta
       *[other] tutte le { $n } quote con una tesi restano
    } dalla stessa parte.
    .fragile = { $held ->
        [0] Nessuna quota con una tesi (su { $n }) resta dalla stessa parte
        [one] { $held } quota con una tesi (su { $n }) resta dalla stessa parte
       *[other] { $held } quote con una tesi (su { $n }) restano dalla stessa parte
    } qualunque cosa avessero detto gli altri; la più fragile è { $question } ({ $share }): la lista è al { $claim } se gli altri sono al { $at }.
summary-weights =
    .made = I risultati sono dati senza pesi e con pesi ({ $sets }): la varianza di una media è { $effect } volte quella a pesi uguali, sicché i { $n } rispondenti sono precisi quanto { $effective } a pesi uguali.
    .none = Non è stato costruito alcun peso: { $reason }.
summary-more = { $names } e { $n ->
    [one] { $n } altra
   *[other] altre { $n }
}

## Tables by question

question-areas = La risposta è uniforme fra le aree?
    .caption = Aree di «{ $scheme }»
    .note = 95 % per caso: i tassi se altrettante unità avessero risposto a caso; p: bilaterale ed esatto, corretto per tutte le aree della ripartizione, per le unità e per i residenti separatamente.
question-categories = La risposta è uniforme per le altre caratteristiche?
question-size = I bacini dei rispondenti sono di altra ampiezza?
    .note = Differenze in deviazioni standard; p di Mann e Whitney, corretto per tutte le variabili confrontate; differenze inferiori all'ultima colonna sarebbero spesso sfuggite.
question-response = Quanto è stata disuguale la risposta, e quanto può essere grande la distorsione?
    .note = La distorsione massima è in deviazioni standard di ciò che si chiede; per una quota è al massimo la metà.
question-weights = Quanto costano i pesi?
    .note = Rispondenti a pesi uguali: quanti sarebbero altrettanto precisi. Differenza: la massima dalla lista, in deviazioni standard della lista.
question-answers = Che cosa dicono le risposte, e quanto potrebbero essere sbagliate?
question-local = La mancata risposta è locale?
    .note = Sopra l'intervallo per caso, i bacini contigui si sono comportati allo stesso modo più spesso di quanto spieghi una risposta casuale.
question-tables = Tabelle del rapporto
question-seen = Si veda «{ $title }».
brief-answered = hanno risposto
brief-covered = residenti coperti (unità)
brief-respondents = rispondenti (n)
brief-others = altri (n)
brief-difference = differenza
brief-visible = visibile da
brief-p-residents = p, residenti
brief-weights = pesi
brief-effect = effetto del disegno
brief-effective = precisi quanto (n)
brief-smallest = minimo
brief-largest = massimo
brief-off = differenza

## Balance as a table

balance-title = Bilanciamento: rispondenti meno lista, in deviazioni standard della lista
balance-largest = massima (assoluta)
balance-mean = media fra le variabili (assoluta)
balance-before = Prima dei pesi la massima differenza dalla lista è di { $value } deviazioni standard ({ $where }).
balance-after = Con i pesi «{ $weights }» la massima è { $value }; dove i pesi sono fatti per rispettare la lista, uno 0 è il loro scopo e non prova nulla sulle risposte.

## Known figures

benchmark-title = Rispondenti a confronto con cifre note
benchmark-name = cifra nota
benchmark-known = noto
benchmark-chance = p senza pesi, di Holm
benchmark = { $name }: senza pesi i rispondenti danno { $estimate }, il valore noto è { $value }{ $source }; la differenza è { $difference }.
    .tested = { $name }: senza pesi i rispondenti danno { $estimate }, il valore noto è { $value }{ $source }; la differenza è { $difference } (intervallo al 95 % da { $low } a { $high }; p di Holm su tutte queste cifre { $p }).
    .source = { " " }({ $text })
    .points = { $value } punti percentuali

## Answers to questions

outcome-answer = risposta
outcome-unweighted = non pesato
outcome-interval = intervallo al 95 %
outcome-poststratified = post-stratificato
outcome-raked = raking
outcome-calibrated = calibrato
outcome-inverse-propensity = propensione
outcome-entropy = entropia
outcome-classes = classi
outcome-same = { $weights }: come { $other }
outcome-worst = qualunque cosa dicano gli altri
outcome-mean = media
outcome-all = { $n } rispondenti
outcome-asked = i { $n } rispondenti a cui si applicava
outcome-average = { $question }: { $estimate } in media tra i rispondenti
outcome-share = { $question }, { $option }: { $estimate } dei rispondenti
outcome-sampled = ; { $range } della lista se ne sono un campione casuale
outcome-whatever = ; { $range } qualunque cosa avessero risposto gli altri
outcome-share-asked = { $question }, { $option }: { $estimate } dei rispondenti a cui si applicava
outcome-sampled-asked = ; { $range } delle unità simili della lista se ne sono un campione casuale
outcome-partial = ; { $range } nella popolazione di cui la lista è un campione, con una confidenza del 95 % e qualunque cosa avessero risposto gli altri (Imbens e Manski)
outcome-few = { " " }(così pochi che nelle simulazioni contiene il valore vero il { $share } di tali intervalli, non il 95 %)
outcome-tipping = ; la lista è al { $threshold } se gli altri sono al { $at }
outcome-odds = Se gli odds degli altri fossero tra un quarto e quattro volte quelli dei rispondenti, la quota della lista sarebbe { $range }; se non lo hanno più spesso, al massimo { $most }, se non meno spesso, almeno { $least }.
outcome-proxy = Secondo una proxy da aree e residenti (correlazione { $correlation }), il risultato dei rispondenti si scosta di { $range } da quello della lista, ovunque stia la ragione della mancata risposta tra ciò che si sa delle unità e la risposta stessa (95 % di { $draws } estrazioni, φ uniforme).
outcome-points = da { $low } a { $high } punti
outcome-deviations = da { $low } a { $high } deviazioni standard
outcome-unmoved = ; nessuna risposta degli altri può portarla oltre il { $threshold }

## What a reviewer asks

by-group = { $found ->
        [0] Di { $tests } confronti delle risposte di un gruppo con quelle di tutti gli altri nessuno mostra una differenza, una volta corretti per il loro numero entro ogni domanda e caratteristica.
        [one] Di { $tests } confronti delle risposte di un gruppo con quelle di tutti gli altri uno mostra una differenza, una volta corretti per il loro numero entro ogni domanda e caratteristica.
       *[other] Di { $tests } confronti delle risposte di un gruppo con quelle di tutti gli altri { $counted } mostrano una differenza, una volta corretti per il loro numero entro ogni domanda e caratteristica.
    }
    .title = Risposte per gruppo
    .option = «{ $option }» alla domanda «{ $question }»
    .by = { $question } per { $variable } ({ $adjusted })
    .together = { $found ->
        [0] Di { $tests } test di tutti i gruppi di una caratteristica insieme nessuno mostra una differenza, una volta corretti allo stesso modo.
        [one] Di { $tests } test di tutti i gruppi di una caratteristica insieme uno mostra una differenza, una volta corretti allo stesso modo: { $names }.
       *[other] Di { $tests } test di tutti i gruppi di una caratteristica insieme { $counted } mostrano una differenza, una volta corretti allo stesso modo: { $names }.
    }
    .share = { $question }: { $estimate } su { $n } rispondenti in «{ $level }» ({ $variable }), { $rest } su { $rest-n } altri; una differenza di { $difference } punti{ $interval }, { $raw } ({ $adjusted }, corretto per i { $tests } test di questa domanda per { $variable }).
    .mean = { $question }: { $estimate } in media su { $n } rispondenti in «{ $level }» ({ $variable }), { $rest } su { $rest-n } altri; una differenza di { $difference }{ $interval }, { $raw } ({ $adjusted }, corretto per i { $tests } test di questa domanda per { $variable }).

waves = { $found ->
        [0] Di { $tests } confronti fra le risposte tardive (l’ultimo terzo per data) e quelle precoci (il primo terzo) nessuno mostra una differenza, una volta corretti entro la loro domanda; ciò dice poco su chi non ha risposto.
       *[other] Di { $tests } confronti fra le risposte tardive (l’ultimo terzo per data) e quelle precoci (il primo terzo) { $found } mostrano una differenza, una volta corretti entro la loro domanda.
    }
    .title = Risposte tardive e precoci
    .share = { $question }: { $late } su { $late-n } rispondenti tardivi, { $early } su { $early-n } precoci; una differenza di { $difference } punti{ $interval }, { $raw } ({ $adjusted }, corretto per i { $tests } test di questa domanda). Se tutti coloro che non hanno risposto fossero come i tardivi, sarebbe { $as-late } della lista anziché { $respondents }, e { $by-trend } se il cambiamento continuasse; nulla nelle risposte dice se lo siano.
    .mean = { $question }: { $late } in media su { $late-n } rispondenti tardivi, { $early } su { $early-n } precoci; una differenza di { $difference }{ $interval }, { $raw } ({ $adjusted }, corretto per i { $tests } test di questa domanda). Se tutti coloro che non hanno risposto fossero come i tardivi, sarebbe { $as-late } sulla lista anziché { $respondents }, e { $by-trend } se il cambiamento continuasse; nulla nelle risposte dice se lo siano.

asked = Che cosa chiede un revisore attento
    .open = aperto
asked-disposition = Che cosa è accaduto a ogni unità, con quale definizione del tasso di risposta, da una lista di quale data?
    .answer = Su { $all } unità, { $respondent } hanno risposto, { $partial } in parte, { $refused } hanno rifiutato, { $nonrespondent } non hanno risposto, { $ineligible } non erano eleggibili, { $unknown } di eleggibilità ignota: RR1 { $rr1 }, RR2 { $rr2 } (AAPOR 2023; tutti e sei in response.csv). { $dated } Il programma non conosce le fusioni di unità avvenute dopo: vanno dichiarate.
    .dated = Data di riferimento: { $day }.
    .undated = Lo studio non indica una data di riferimento.
asked-coverage = Quante unità e quanti residenti sono coperti, e su quale totale?
    .answer = { $answered } unità con un bacino su { $listed } ({ $of-units }) e { $covered } residenti su { $all } ({ $of-residents }; fonte { $source }), per ripartizione e regione in coverage.csv; la lista a confronto con il censimento in reconciliation.csv.
    .missing = Solo le unità: lo studio non ha né cifre di residenti né bacini, perciò manca la copertura dei residenti.
asked-estimand = Che cosa si stima?
    .answer = Due quote, mai confuse: delle unità (ognuna conta uno) e dei residenti (ogni unità conta per il suo bacino). Modelli e pesi riguardano le unità.
asked-differences = In che cosa differiscono i rispondenti dagli altri, in grandezza e non solo in p?
    .missing = Nessuna variabile è confrontabile: la lista non ha né dimensioni né categorie.
asked-empty-areas = Quali aree non hanno alcun rispondente?
    .none = Nessuna fra le aree di { $schemes }.
    .withheld = Un’area in cui nessuno ha risposto direbbe di ogni sua unità che non ha risposto: nessuna è nominata.
    .answer = { $areas }. Nulla nelle risposte parla per esse; i pesi per queste aree richiedono di unire strati.
asked-representativeness = Quanto è rappresentativa la risposta, secondo quale modello, rispetto al caso, e quanto può essere grande la distorsione?
asked-weights = I pesi cambiano i risultati, e quanto costano?
    .answer = outcomes.csv riporta { $n } risultati non ponderati e con ogni sistema di pesi, ciascuno con l'effetto del disegno.
    .missing = Lo studio non ha una tabella di risposte ([answers]), perciò mancano i risultati principali ponderati e non ponderati.
asked-bounds = Di quanto i non rispondenti potrebbero smentire una conclusione?
    .answer = Senza ipotesi ogni quota di unità è nota a meno di { $width }: le { $n } unità su { $all } che non hanno risposto potrebbero essere tutte dell'uno o dell'altro tipo.
asked-intervals = Che cosa presuppongono gli intervalli?
    .answer = La lista di { $n } unità è completa, quindi nulla è estratto a caso: gli intervalli descrivono che cosa cambierebbe se la risposta, dato il modello, si ripetesse; gli intervalli delle risposte con correzione per popolazione finita valgono solo se chi risponde è come un campione casuale.
asked-other-areas = Altre ripartizioni direbbero lo stesso?
    .answer = R corretto, per ripartizione: { $indicators }. schemes.csv riporta ogni indicatore principale per ciascuna.
    .missing = coverage.csv e response.csv danno ogni cifra per { $schemes }; con --by si stima il modello per altre.
asked-clustering = I non rispondenti si concentrano anche all'interno delle ripartizioni?
    .missing = Manca: non si conoscono le contiguità dei bacini.
asked-guidelines = Quali voci delle linee guida di rendicontazione sono coperte?
    .answer = Le liste di controllo del rapporto (bacino report) dicono, voce per voce di CROSS e STROBE, quale parte risponde e quali voci spettano agli autori.

## Maps: what is drawn

value-coverage = Residenti nei bacini delle unità rispondenti
    .unit = quota di tutti i residenti
    .legend = residenti coperti, %
value-response = Unità rispondenti
    .unit = quota di tutte le unità interpellate
    .legend = unità rispondenti, %
value-representation = Residenti sovra- e sottorappresentati
    .unit = quota dei residenti coperti su quota dei residenti; 1 è parità
    .legend = rapporto di rappresentazione
value-residents = Residenti
    .unit = numero di residenti
    .legend = residenti
value-answered = Bacini delle unità rispondenti
    .unit = una quota di una città dice quanti residenti, non dove
    .legend = unità
value-uncovered = Residenti fuori dai bacini delle unità rispondenti
    .unit = numero di residenti
    .legend = un punto rappresenta
value-pair = { $first } e { $second }
    .legend = aree secondo i due valori
source-frame = residenti secondo l’indagine
source-census = residenti secondo il censimento
source-census-adults = residenti di 18 anni e più secondo il censimento
answered = ha risposto
answered-shared = condiviso: alcune hanno risposto
answered-not = non ha risposto

## Maps: columns of a study

column-adults = Residenti di 18 anni e più
column-population = Residenti secondo l’indagine
column-propensity = Propensione a rispondere stimata
column-weight-poststratified = Pesi post-stratificati
column-weight-raked = Pesi adattati ai margini (raking)
column-weight-calibrated = Pesi calibrati
column-weight-inverse-propensity = Pesi per l'inverso della propensione
column-weight-entropy = Pesi da bilanciamento per entropia
column-weight-classes = Pesi per classi di risposta
column-area = Superficie in km²
column-density = Residenti per km²
column-kind = Tipo di unità
column-status = Esito delle unità
column-size-class = Dimensione delle unità
status-respondent = ha risposto
status-partial = ha risposto in parte
status-refused = ha rifiutato
status-nonrespondent = non ha risposto
status-ineligible = non idonea
status-unknown = idoneità non nota
kind-territorial = territoriale
kind-hospital = ospedaliera
units-that-differ = unità diverse fra loro

## Maps: what the value of an area is

shows-of-unit = dell'unità che serve l'area; se sono più d'una, media ponderata con i residenti
shows-sum = somma delle unità
shows-mean = media delle unità, ponderata con i residenti
shows-unit-mean = media delle unità
shows-share-of-units = quota delle unità
shows-share-of-answers = quota delle unità che hanno risposto alla domanda
shows-residents = numero di residenti
shows-share-of-residents = quota di tutti i residenti
group-sum = somma delle aree
group-mean = media delle aree, ponderata con i residenti
group-unit-mean = media delle aree
grouped-municipalities = comuni riuniti per { $column }
grouped-provinces = province riunite per { $column }
grouped-regions = regioni riunite per { $column }
grouped-areas = aree riunite per { $column }
legend-units-share = unità, %
legend-residents-share = residenti, %
legend-residents = residenti
legend-units = unità
legend-share = quota, %
legend-value = valore
legend-vertical = in verticale: { $title }
legend-horizontal = in orizzontale: { $title }

## Maps: areas

by-istat5 = { $title } nelle cinque ripartizioni ISTAT
    .panel = nelle cinque ripartizioni ISTAT
    .alone = cinque ripartizioni ISTAT
by-istat3 = { $title } nelle tre ripartizioni ISTAT
    .panel = nelle tre ripartizioni ISTAT
    .alone = tre ripartizioni ISTAT
by-istat2 = { $title } nelle due ripartizioni ISTAT
    .panel = nelle due ripartizioni ISTAT
    .alone = due ripartizioni ISTAT
by-region = { $title }, per regione
    .panel = per regione
by-regions21 = { $title }, per regione e provincia autonoma
    .panel = per regione e provincia autonoma
by-province = { $title }, per provincia
    .panel = per provincia
by-municipality = { $title }, per comune
    .panel = per comune
by-scheme = { $title }, per macroarea ({ $scheme })
    .panel = per macroarea ({ $scheme })
by-other = { $title } ({ $areas })
    .panel = { $areas }
macro-areas = Macroaree ({ $scheme })

## Layers, as they are typed

layer-regions = regioni regione
layer-provinces = province provincia
layer-municipalities = comuni comune
layer-catchments = bacini bacino
layer-regions21 = regioni21
layer-istat5 = ripartizioni ripartizione

## Maps: around the areas

map-source = Fonte: { $source }
map-areas = aree
map-residents = residenti
map-n-areas = { $n } aree
map-class = , classe { $class } di { $n }
map-labels-left-out = Etichette omesse per mancanza di spazio: { $n }.
map-labels-most = Con etichetta: { $n } aree su { $all }, le più popolose.
map-labels-largest = Con etichetta: { $n } aree su { $all }, le più estese.
map-east = E
map-west = O
map-dot = { $people } residenti, posti a caso nella loro area
map-fewer-classes = { $n ->
    [one] { $n } classe invece di { $wished }: troppi valori uguali
   *[other] { $n } classi invece di { $wished }: troppi valori uguali
}
map-few-residents = meno di { $n } residenti
map-few-units = meno di { $n } unità
map-counted = { $part } su { $all }, { $share }
map-range = sbiadito dove l'intervallo casuale è più ampio: fino a 25 punti, fino a 50, oltre
    .uncertain = intervallo casuale oltre 50 punti, o nessuno ha risposto
parity-same = non distinguibile
    .alone = fuori dal proprio intervallo, non dopo la correzione

## Maps: areas without a value. The space before a percent sign never breaks.

no-response = 0 %: nessuna unità rispondente
no-answer = nessuna unità rispondente
no-data = non noto
no-permission = riservato
no-confidential = non pubblicato, perché non si sappia chi ha risposto
no-row = non in tabella
no-such-borders = altri confini
no-unit = nessuna unità qui
no-catchment = in nessun bacino
no-question = fuori ambito

## Grafici

chart-and = { $first } e { $last }
chart-by-chance = ; per caso da { $low } a { $high }
chart-residents-of = , { $part } residenti su { $whole }
chart-units-of = hanno risposto { $units } unità
chart-units = k/n
chart-answered = risposte
chart-millions = residenti, mln
chart-coverage = copertura, %
chart-expected = { $share }: atteso se le risposte fossero un sorteggio
chart-key-beyond = oltre il caso, anche tenendo conto di tutte le aree guardate
chart-key-outside = fuori dal proprio intervallo, come per caso 1 area su 20
chart-key-inside = dentro
chart-key-range = intervallo al 95 %
chart-key-between = pubblicata come intervallo
chart-coverage-title = Residenti nei bacini delle unità che hanno risposto, e quanto darebbe il caso
chart-coverage-quantity = Residenti nei bacini delle unità che hanno risposto, %
chart-coverage-range = intervallo che contiene il 95 % dei sorteggi di { $k } unità su { $n }
    .unknown = intervallo che contiene il 95 % dei sorteggi di altrettante unità
chart-covered-more = { $areas }: più residenti coperti di quanti ne spieghi il caso
chart-covered-less = { $areas }: meno residenti coperti di quanti ne spieghi il caso
chart-no-area-alone = { $level ->
    [region] nessuna regione
    [province] nessuna provincia
    [municipality] nessun comune
   *[other] nessuna area
} da { $level ->
    [municipality] solo
   *[other] sola
}
chart-any-share = Le aree con { $n } unità o meno possono per caso essere ovunque da 0 a 100 %.
chart-alternative-area = { $area }: { $share }, per caso da { $low } a { $high }.
    .extremes = Più alta: { $highest }. Più bassa: { $lowest }.
    .table = Tabella: { $file }.
chart-response-title = Quante unità hanno risposto, per area
chart-key-answered = ha risposto
chart-key-partial = in parte
chart-key-silent = non ha risposto
chart-key-ineligible = non ammissibile
chart-size-title = Quanto sono grandi le unità che hanno risposto e le altre
    .larger = Le unità più grandi hanno risposto più spesso
    .smaller = Le unità più piccole hanno risposto più spesso
chart-size-quantity = Residenti del bacino
    .logarithmic = Residenti del bacino, scala logaritmica
chart-size-dots = ogni punto è una parte uguale del suo gruppo, non un’unità
chart-size-line = Linea: la metà centrale.
chart-size-shift = Differenza tipica tra un’unità che ha risposto e una che non ha risposto: { $shift } residenti (intervallo al 95 % da { $low } a { $high }; p { $p }).
chart-size-answered = Hanno risposto
chart-size-silent = Non hanno risposto
chart-n-units = { $n } unità
chart-median = mediana { $size }
chart-size-part = parte { $number } di { $parts } di { $n } unità, { $size } residenti
chart-size-quartile-1 = primo quartile di { $n } unità, { $size } residenti
chart-size-median = mediana di { $n } unità, { $size } residenti
chart-size-quartile-3 = terzo quartile di { $n } unità, { $size } residenti
chart-size-alternative = { $group }, { $n } unità: mediana { $median } residenti, metà centrale da { $low } a { $high }.

## Chart: partial

chart-partial-title = Che cosa rende disuguale la risposta
    .more = { $first }: spiega più di { $second }
chart-partial-quantity = Quanto ogni variabile aggiunge alla dispersione delle propensioni a rispondere, e da solo ogni suo livello
chart-partial-given = { $value } date le altre variabili
chart-partial-alone = { $value } da sola
chart-partial-more = { $value }: ha risposto più dell’insieme, { $n } unità
chart-partial-less = { $value }: ha risposto meno dell’insieme, { $n } unità
chart-partial-axis = meno risposte
    .more = più risposte
chart-partial-key = date le altre variabili
    .alone = da sola
    .interval = ± 1,96 errori standard
chart-partial-r = R { $value } (1: tutte le unità rispondono con la stessa probabilità).
    .chance = Per caso da { $low } a { $high }.
    .adjusted = Corretto per la distorsione { $value } (intervallo al 95 % da { $low } a { $high }).
chart-partial-extremes = Ha risposto di più: { $highest }; di meno: { $lowest }.

## Chart: weights

chart-weights-title = Dopo la ponderazione { $n } risposte valgono come { $worth }
chart-weights-between = { $low }–{ $high }
chart-weights-quantity = Quante unità rappresenta una risposta
    .logarithmic = Quante unità rappresenta una risposta, scala logaritmica
chart-weights-base = hanno risposto { $k } unità su { $n }
chart-weights-kish = Valgono: tante risposte di uguale peso sarebbero altrettanto precise (Kish), se i pesi non hanno a che fare con ciò che si chiede.
chart-weights-same = Gli stessi pesi di: { $weights }
chart-weights-smallest = minimo
chart-weights-largest = massimo
chart-weights-are-worth = { $n } valgono
chart-weights-worth = { $n } risposte valgono come { $worth }
chart-weights-part = parte { $number } di { $parts } di { $n } risposte, peso { $weight }
    .smallest = peso minimo di { $n } risposte { $weight }
    .largest = peso massimo di { $n } risposte { $weight }
    .effect = effetto del disegno di { $n } risposte { $weight }
chart-weights-dot = 1/{ $parts } delle risposte
chart-weights-line = Linea: dal peso minimo al massimo.
chart-weights-equal = pesi uguali: { $weight }
chart-weights-alternative = { $weights }: { $n } risposte valgono come { $worth }.
    .ends = Una risposta rappresenta da { $low } a { $high } unità.

## Chart: lorenz

chart-lorenz-title = Quanto è disuguale la copertura, e quanto lo sarebbe un sorteggio
    .more = La copertura è più disuguale di un sorteggio
    .less = La copertura è meno disuguale di un sorteggio
    .no-more = La copertura non è più disuguale di un sorteggio
chart-lorenz-quantity = Residenti e residenti coperti, cumulati { $level ->
    [region] sulle regioni
    [province] sulle province
    [municipality] sui comuni
    [macro-area] sulle macroaree
   *[other] sulle aree
} dalla meno alla più coperta
chart-lorenz-covered = quota dei residenti coperti
chart-lorenz-residents = quota di tutti i residenti, prima le aree meno coperte
chart-lorenz-point = Fino a { $area } compresa: { $covered } dei residenti coperti, { $residents } di tutti i residenti
    .chance = { $residents } di tutti i residenti: per caso da { $low } a { $high } dei residenti coperti
chart-lorenz-gini = Gini { $value }
    .chance = per caso { $low }–{ $high }
chart-lorenz-area = un’area
chart-lorenz-range = 95 % dei sorteggi
chart-lorenz-equal = tutte le aree coperte allo stesso modo
chart-lorenz-band = Sorteggi: altrettante unità a caso, il 95 % delle loro curve per ogni quota di residenti; anche un sorteggio è disuguale.
chart-lorenz-p = Gini rispetto ai sorteggi: p { $p }.
chart-lorenz-alternative = Coefficiente di Gini { $value }, per caso da { $low } a { $high }.
    .half = Le aree meno coperte, con { $residents } di tutti i residenti, hanno { $covered } dei residenti coperti.

## Chart: schemes

chart-schemes-title = Copertura delle aree, secondo come si divide il territorio
chart-schemes-label = { $kind ->
    [istat] ISTAT
    [region] regioni
    [province] province
    [municipality] comuni
   *[own] { $name }
}
chart-schemes-areas = { $n } aree
chart-schemes-whole = tutti: { $share }

## Chart: choices

chart-days = dal { $first } al { $last }

chart-share-of-units = { $share }, { $part } unità su { $whole }
chart-answers-base = % delle { $n } unità che hanno risposto
    .asked = % delle { $n } unità a cui è stato chiesto e che hanno risposto
chart-several-answers = più risposte possibili
chart-interval-all = Linea sottile: intervallo al 95 % per tutte le { $n } unità, se quelle che hanno risposto ne fossero un campione casuale.
chart-interval-asked = Linea sottile: intervallo al 95 % per tutte le unità interessate dalla domanda, se quelle che hanno risposto ne fossero un campione casuale.
chart-few = Meno di { $n } risposte: { $options }.
chart-one-unit = Non disegnate perché una barra sarebbe una sola unità: { $options }.
chart-withheld = Non pubblicate perché nessuno di chi ha risposto sia riconoscibile: { $options }.
chart-left-out = { $n ->
    [one] { $n } unità che ha risposto ad altre domande ha saltato questa.
   *[other] { $n } unità che hanno risposto ad altre domande hanno saltato questa.
}
chart-choices-more = Più della metà indica { $options }
    .claim = Sopra quota { $share }: { $options }
chart-choices-many = { $n ->
    [one] Più della metà indica { $options } e un’altra risposta
    [2] Più della metà indica { $options } e altre due risposte
    [3] Più della metà indica { $options } e altre tre risposte
    [4] Più della metà indica { $options } e altre quattro risposte
    [5] Più della metà indica { $options } e altre cinque risposte
    [6] Più della metà indica { $options } e altre sei risposte
    [7] Più della metà indica { $options } e altre sette risposte
    [8] Più della metà indica { $options } e altre otto risposte
    [9] Più della metà indica { $options } e altre nove risposte
    [10] Più della metà indica { $options } e altre dieci risposte
   *[other] Più della metà indica { $options } e altre { $n } risposte
}
    .claim = Sopra quota { $share }: { $options } e altre { $n }
chart-choices-none = Ogni risposta è indicata da meno della metà
    .claim = Ogni risposta è sotto quota { $share }

## Chart: scale

chart-scale-title = Quanto le risposte tendono a un estremo
chart-scale-quantity = % delle unità che si collocano sulla scala
chart-scale-aligned = le barre sono allineate dove l’affermazione taglia la scala
chart-scale-less = meno
chart-scale-more = { $step } o più
chart-scale-counts = I numeri nelle barre sono unità.
chart-scale-nobody = Nessuno ha scelto { $steps }: { $question }
chart-scale-beside = fuori dal 100 %: { $words }

## Chart: yes-no

chart-yes-no-title = Quante unità dicono di sì
chart-yes-no-quantity = % delle unità che hanno risposto a ciascuna domanda
chart-yes-no-apart = Chi non sa o dice altro è contato fra le risposte.

## Chart: what-if

chart-what-if-title = Che cosa dovrebbero dire le unità silenziose per smentire un’affermazione
    .more = «{ $claim }» regge se lo dice almeno il { $share } { $silent ->
        [one] dell’unità silenziosa
       *[other] delle { $silent } unità silenziose
    }
    .fewer = «{ $claim }» regge se lo dice al più il { $share } { $silent ->
        [one] dell’unità silenziosa
       *[other] delle { $silent } unità silenziose
    }
    .fixed = «{ $claim }» regge qualunque cosa { $silent ->
        [one] avesse detto l’unità silenziosa
       *[other] avessero detto le { $silent } unità silenziose
    }
    .several = La più stretta di { $n } affermazioni cade se { $units ->
        [0] le unità silenziose rispondono come le altre
        [one] una di { $silent } unità silenziose risponde diversamente
       *[other] { $units } di { $silent } unità silenziose rispondono diversamente
    }
    .all-fixed = Nulla di ciò che le unità silenziose avrebbero potuto dire smentisce una di { $n } affermazioni
chart-what-if-more = Più { $claim }: { $option }
chart-what-if-fewer = Meno { $claim }: { $option }
chart-what-if-quantity = quota di tutte le { $n } unità, secondo ciò che avrebbero detto le { $silent } silenziose
    .asked = quota di quelle interpellate, secondo ciò che avrebbero detto le { $silent } silenziose se interpellate tutte
chart-what-if-silent = Quota delle unità silenziose che lo direbbe, % · { $n } unità, di cui { $silent } silenziose
chart-what-if-note = Sulle unità silenziose non si suppone nulla: si guarda ogni risposta che potrebbero dare. I casi peggiori non sono intervalli di confidenza.
chart-what-if-asked = Se una domanda è stata posta solo ad alcune unità, le quote sono di queste, e tutte le unità silenziose contano come interpellate.
chart-what-if-fixed = Senza anello: nessuna risposta delle unità silenziose smentisce l’affermazione.
chart-what-if-rule = Si mostra di ogni domanda l’opzione scelta più spesso, e ogni altra scelta più di quanto dica l’affermazione; a parte altro e non so. Unità: quante silenziose dovrebbero rispondere diversamente da quelle che hanno risposto.
chart-what-if-axis = unità silenziose che lo dicono
chart-what-if-none = nessuna: { $share }
chart-what-if-all = tutte: { $share }
chart-what-if-bound = l’affermazione: { $share }
chart-what-if-ring = punto di svolta
chart-what-if-dot = come quelle che hanno risposto
chart-what-if-of-silent = { $share } delle silenziose
chart-what-if-margin = margine: { $points } punti, { $units ->
    [one] { $units } unità
   *[other] { $units } unità
}
    .none = margine: { $points } punti, meno di un’unità
chart-what-if-claim = affermazione
chart-what-if-points = margine, punti
chart-what-if-units = unità
chart-what-if-mark = { $subject } ({ $count } di { $n } che hanno risposto): se lo dice il { $at } di { $silent } unità silenziose, è il { $all } di tutte
    .tipping = Punto di svolta. { $subject } ({ $count } di { $n } che hanno risposto): se lo dice il { $at } di { $silent } unità silenziose, è il { $all } di tutte
chart-what-if-alternative = { $subject }, { $estimate } di quelle che hanno risposto. «{ $claim }»: smentita al { $tipping } delle unità silenziose; da { $low } a { $high } di tutte, qualunque cosa avessero detto.
    .fixed = { $subject }, { $estimate } di quelle che hanno risposto. «{ $claim }»: nessuna risposta delle unità silenziose la smentisce; da { $low } a { $high } di tutte, qualunque cosa avessero detto.

## Chart: fieldwork

chart-fieldwork-title = Che cosa ha portato ogni sollecito
    .alone = Come sono arrivate le risposte
chart-fieldwork-quantity = Quota cumulata per giorno, %
    .waves = Quota cumulata per ondata tra un sollecito e l’altro, %
chart-fieldwork-invited = { $n } unità, invitate il { $day }
chart-fieldwork-invitation = invito
chart-fieldwork-reminder = { $number }° sollecito
    .short = { $number }°
chart-fieldwork-residents = dei residenti
chart-fieldwork-units = delle unità
chart-fieldwork-no-day = giorno non noto
chart-fieldwork-mark = { $day }: aveva risposto il { $share } delle unità, { $part } di { $whole }
    .residents = { $day }: { $share } dei residenti, { $part } di { $whole }, nei bacini delle unità che avevano risposto
chart-fieldwork-note = Dove la linea dei residenti è la più alta, avevano risposto unità più grandi.
chart-fieldwork-waves = I giorni delle risposte non sono mostrati; le ondate con meno di { $cell } risposte sono unite.
chart-fieldwork-withheld = I residenti non sono pubblicati, perché direbbero chi ha risposto.
chart-fieldwork-without-day = { $n ->
    [one] { $n } unità ha risposto in un giorno non noto e sta
   *[other] { $n } unità hanno risposto in un giorno non noto e stanno
} alla fine.
chart-fieldwork-spread = Alle unità si è scritto in più giorni: le linee stanno sul primo.
chart-fieldwork-alternative = Prima del sollecito { $number }: { $shares }.
    .end = Alla fine: { $shares }.
chart-day = { $day ->
    [1] 1°
   *[other] { $day }
} { $month ->
    [1] gen
    [2] feb
    [3] mar
    [4] apr
    [5] mag
    [6] giu
    [7] lug
    [8] ago
    [9] set
    [10] ott
    [11] nov
   *[12] dic
}

## Chart: of a table of one's own

chart-own-missing = Non noti: { $rows }{ $more ->
    [0] {""}
   *[other] {" "}e altri { $more }
}.
chart-own-withheld = Non pubblicati: { $rows }{ $more ->
    [0] {""}
   *[other] {" "}e altri { $more }
}.
chart-own-rows = { $n ->
    [one] { $n } riga.
   *[other] { $n } righe.
}

## Tables

table-document = Rapporto
table-contents = Indice
table-numbered = Tabella { $number }. { $title }
table-from-to = da { $low } a { $high }
table-part = hanno risposto / unità (%)
table-choice = n (%)
table-part-n = n
table-part-answered = risposte
table-part-units = unità
table-part-percent = %
table-part-low = da
table-part-high = a
table-n = n
table-area = Area
table-outcome = Esito
table-characteristic = Caratteristica
table-indicator = Indicatore
table-answer = Risposta
table-question = Domanda
table-value = Valore
table-mean = Media
table-median = Mediana (quartili)
table-interval = Intervallo al 95 %
table-by-chance = Intervallo per caso, %
table-by-chance-value = Intervallo per caso
table-p-adjusted = p corretto
table-region = Regione
table-province = Provincia
table-municipality = Comune

table-disposition = Esito delle unità interpellate
    .sheet = Esito
    .note = Percentuali di tutte le unità interpellate.
    .rates = Tassi di risposta secondo le definizioni AAPOR (2023). RR1, RR3 e RR5 contano le risposte complete, RR2, RR4 e RR6 anche quelle parziali. Sono calcolati su tutte le unità ammissibili o forse ammissibili (RR1, RR2); su quelle di ammissibilità nota e sulla quota probabile delle altre (RR3, RR4); sulle sole unità di ammissibilità nota (RR5, RR6).
table-asked = Interpellate
table-eligible = Ammissibili
table-answered = Hanno risposto
table-partial = Hanno risposto in parte
table-refused = Hanno rifiutato
table-silent = Non hanno risposto
table-unknown = Ammissibilità non nota
table-ineligible = Non ammissibili
table-rates = Tassi di risposta

table-response = Unità che hanno risposto, per area
    .sheet = Risposta
    .note = Tutte le unità che dovevano rispondere: hanno risposto { $units } ({ $share }).
    .serving = Di queste, le unità con un bacino: { $units } ({ $share }). Quelle senza bacino contano nella risposta, non nella copertura.
    .method = Unità che hanno risposto / unità che dovevano rispondere (percentuale). Le risposte parziali contano.
table-response-units = Unità
table-all-units = Tutte le unità
table-serving-units = Con un bacino

table-coverage = Residenti nei bacini delle unità che hanno risposto, per area: { $source }
    .sheet = Copertura
    .note = { $source }. Unità con un bacino: hanno risposto { $units }.
    .missing = I residenti non sono noti per { $n ->
        [one] { $n } unità o luogo, che è escluso.
       *[other] { $n } unità o luoghi, che sono esclusi.
    }
    .by-chance = Intervallo per caso: il 95 % delle coperture che si avrebbero se altrettante unità avessero risposto a caso.
    .p = p: bilaterale ed esatto, al più 0,05 dove la copertura è fuori da quell’intervallo; corretto per tutte le aree dello stesso tipo.
table-covered = Residenti coperti
table-residents = Residenti
table-coverage-percent = Copertura, %

table-numbers = Unità che hanno risposto e le altre: numeri
    .sheet = Numeri
    .base = { $n ->
        [one] Doveva rispondere una sola unità: { $answered } ha risposto e { $others } no.
       *[other] Delle { $n } unità che dovevano rispondere, { $answered ->
            [one] { $answered } ha risposto
           *[other] { $answered } hanno risposto
        } e { $others } no.
    }
    .known = { $names }: valori noti per { $k } che hanno risposto e { $m } che non hanno risposto.
    .quartiles = Quartili di tipo 7.
    .difference = Differenza standardizzata: differenza delle medie divisa per la deviazione standard comune, con intervallo al 95 % per permutazioni della risposta.
    .p = p: test di Mann e Whitney, corretto con Holm per tutte le caratteristiche confrontate; più misure della grandezza contano una volta.
table-respondents = Hanno risposto (n = { $n })
table-others = Non hanno risposto (n = { $n })
table-respondents-alone = Rispondenti
table-smd = Differenza standardizzata (intervallo al 95 %)
table-smd-level = Differenza standardizzata

table-characteristics = Unità che hanno risposto e le altre: aree e caratteristiche
    .sheet = Caratteristiche
    .percent = Percentuali di ciascun gruppo.
    .p = p di una caratteristica: test esatto di Freeman e Halton, corretto con Holm per tutte le caratteristiche confrontate; più tipi di aree contano una volta. p di un livello: test esatto del suo tasso di risposta, corretto con Holm per tutti i livelli della caratteristica.

table-balance = Rispondenti e tutte le unità, prima e dopo la ponderazione
    .sheet = Bilanciamento
    .group = Differenza in deviazioni standard
    .largest = Massima (assoluta)
    .mean = Media (assoluta)
    .base = Unità e rispondenti: percentuale di un livello, media di un numero.
    .method = Differenza dei rispondenti da tutte le unità che dovevano rispondere, in deviazioni standard di queste. I pesi costruiti per riprodurre tutte le unità danno 0 per costruzione: ciò non dice nulla sulle risposte.
table-frame = Tutte le unità

table-representativeness = Quanto è uniforme la risposta
    .sheet = Uniformità
    .base = Modello della risposta: { $model }; { $n } unità.
    .method = R vale 1 se tutte le unità hanno la stessa probabilità di rispondere, e meno quanto più le probabilità differiscono; la forma corretta tiene conto della distorsione delle liste piccole. Intervallo per caso: il 95 % dei valori se altrettante unità avessero risposto a caso. La distorsione massima è quella di una media, in deviazioni standard di ciò che si chiede.

table-answers = Risposte alle domande
    .sheet = Risposte
    .others = Risposte alle altre domande
    .groups-withheld = Le risposte per gruppo non sono pubblicate: direbbero che cosa hanno risposto singole unità.
    .base = n = { $n }
    .not-asked = { $n ->
        [one] { $n } non interpellata
       *[other] { $n } non interpellate
    }
    .missing = { $n ->
        [one] { $n } mancante
       *[other] { $n } mancanti
    }
    .several = più risposte possibili
    .note = { $n ->
        [one] Risposte dell’unica unità che ha risposto.
       *[other] Risposte delle { $n } unità che hanno risposto.
    }
    .percent = Percentuali delle unità a cui la domanda è stata posta e che hanno risposto.
    .interval = Intervallo al 95 %: per tutte le unità, se quelle che hanno risposto ne sono un campione casuale.
    .method = Qualunque cosa dicano le altre: da nessuna delle altre a tutte, o dal numero più piccolo possibile al più grande. Punto di svolta: la quota o la media tra le altre a cui l’insieme di tutte le unità è esattamente sulla soglia.
table-means = Risposte numeriche
    .sheet = Medie
    .others = Risposte numeriche alle altre domande
table-not-asked = Domanda non posta
table-missing = Mancanti
table-weighted = Ponderata
table-worst = Qualunque cosa dicano le altre
table-claim = Soglia
table-tipping = Punto di svolta

## Sentences of a report

said-coverage = Copertura
said-response = Risposta
said-size = Grandezza
# Unità, aree, regioni, domande: tutto ciò che si conta così è femminile.
said-counted = { $n ->
    [0] nessuna
    [1] una
    [2] due
    [3] tre
    [4] quattro
    [5] cinque
    [6] sei
    [7] sette
    [8] otto
    [9] nove
    [10] dieci
   *[other] { $n }
}
share-article = { $whole ->
    [0] lo { $share }
    [1] l’{ $share }
    [8] l’{ $share }
    [11] l’{ $share }
    [80] l’{ $share }
    [81] l’{ $share }
    [82] l’{ $share }
    [83] l’{ $share }
    [84] l’{ $share }
    [85] l’{ $share }
    [86] l’{ $share }
    [87] l’{ $share }
    [88] l’{ $share }
    [89] l’{ $share }
   *[other] il { $share }
}
share-than = { $whole ->
    [half] della metà
    [0] dello { $share }
    [1] dell’{ $share }
    [8] dell’{ $share }
    [11] dell’{ $share }
    [80] dell’{ $share }
    [81] dell’{ $share }
    [82] dell’{ $share }
    [83] dell’{ $share }
    [84] dell’{ $share }
    [85] dell’{ $share }
    [86] dell’{ $share }
    [87] dell’{ $share }
    [88] dell’{ $share }
    [89] dell’{ $share }
   *[other] del { $share }
}
said-area-name = «{ $area }»
said-areas = { $kind ->
    [macro-area] { $n ->
        [one] macroarea
       *[other] macroaree
    }
    [region] { $n ->
        [one] regione
       *[other] regioni
    }
    [province] { $n ->
        [one] provincia
       *[other] province
    }
    [municipality] { $n ->
        [one] comune
       *[other] comuni
    }
   *[other] { $n ->
        [one] area di «{ $scheme }»
       *[other] aree di «{ $scheme }»
    }
}
said-headline =
    .no-unit = Nessuna delle unità interpellate doveva rispondere.
    .some = { $k ->
        [one] Ha risposto { $k } unità su { $n }.
       *[other] Hanno risposto { $k } unità su { $n }.
    }
    .nobody = { $n ->
        [one] L’unica unità non ha risposto.
       *[other] Non ha risposto nessuna delle { $n } unità.
    }
    .everybody = { $n ->
        [one] L’unica unità ha risposto.
       *[other] Hanno risposto tutte le { $n } unità.
    }
    .they = { $k ->
        [one] L’unità { $parts }.
       *[other] Queste unità { $parts }.
    }
    .serve = { $k ->
        [one] serve { $share } dei residenti
       *[other] servono { $share } dei residenti
    }
    .are = { $k ->
        [one] è { $ways } di quanto darebbe un sorteggio
       *[other] sono { $ways } di quanto darebbe un sorteggio
    }
    .larger = { $k ->
        [one] più grande
       *[other] più grandi
    }
    .smaller = { $k ->
        [one] più piccola
       *[other] più piccole
    }
    .from = { $n ->
       *[other] più spesso in { $areas }
    }
    .differ = { $k ->
        [one] differisce da un sorteggio per { $names }
       *[other] differiscono da un sorteggio per { $names }
    }
    .nothing = { $k ->
        [one] non differisce da un sorteggio in nulla di ciò che si è guardato
       *[other] non differiscono da un sorteggio in nulla di ciò che si è guardato
    }
    .only-large = Solo differenze grandi si sarebbero viste.
said-lead =
    .nobody = Di ciò che le unità avrebbero risposto non si può dire nulla.
    .everybody = Nessuna unità tace: ciò che dice chi ha risposto, lo dicono le unità.
    .leans = I risultati non pesati pendono verso { $ways }{ $least }.
    .larger = le unità più grandi
    .smaller = le unità più piccole
    .from = { $n ->
       *[other] le unità in { $areas }
    }
    .least = {" e dicono meno di "}{ $area }, dove hanno risposto { $answered } unità su { $n }
    .open = Senza supposizioni { $silent ->
        [one] sull’unica unità silenziosa
       *[other] sulle { $silent } unità silenziose
    }, ogni quota di tutte le unità è nota solo entro { $points } punti percentuali.
said-number =
    .covered = dei residenti vive nel bacino di un’unità che ha risposto
    .chance = per caso { $chance }
    .answered = { $n ->
        [one] unità ha risposto ({ $share })
       *[other] unità hanno risposto ({ $share })
    }
    .serving = ; { $answered } delle { $n } con un bacino
    .worth = { $n } risposte dicono quanto { $worth } distribuite in modo uniforme
    .weights = { $weights }, pesi da { $low } a { $high }{ $sets ->
        [one] {""}
       *[other] , la più costosa di { $sets } serie
    }
    .weights-alone = { $weights }{ $sets ->
        [one] {""}
       *[other] , la più costosa di { $sets } serie di pesi
    }
    .margin = { $n ->
        [one] unità silenziosa dovrebbe rispondere diversamente per smentire «{ $claim }»
       *[other] unità silenziose dovrebbero rispondere diversamente per smentire «{ $claim }»
    }
    .narrowest = { $question } · margine { $points } punti{ $claims ->
        [one] {""}
       *[other] , il più stretto di { $claims } affermazioni
    }
said-set =
    .poststratified = post-stratificazione
    .raked = raking
    .calibrated = calibrazione
    .inverse-propensity = inverso della propensione
    .entropy = bilanciamento entropico
    .classes = classi di propensione
said-covered = Vivono nei bacini delle unità che hanno risposto { $covered } residenti su { $all } ({ $share }; { $source }).
    .rounded = Vive nei bacini delle unità che hanno risposto { $share } dei { $all } residenti ({ $source }).
said-chance = Se altrettante unità avessero risposto a caso, la copertura sarebbe tra { $low } e { $high } nel 95 % dei casi ({ $p }).
    .alone = Se altrettante unità avessero risposto a caso, la copertura sarebbe tra { $low } e { $high } nel 95 % dei casi.
said-area = { $area } ({ $share }, per caso { $chance }; { $p })
said-beyond =
    .some = Delle { $all } { $areas }, guardandole tutte, la copertura è oltre il caso in { $found }: { $names }.
    .none = Delle { $all } { $areas }, guardandole tutte, la copertura non è oltre il caso in { $found }{ $names }.
said-answered = { $n ->
        [one] L’unica unità che doveva rispondere { $answered ->
            [0] non ha
           *[other] ha
        } risposto ({ $share }).
       *[other] Delle { $n } unità che dovevano rispondere { $answered ->
            [one] ha
           *[other] hanno
        } risposto { $answered } ({ $share }).
    }
    .coarse = Delle unità che dovevano rispondere hanno risposto { $units } ({ $share }).
    .serving = { $n ->
        [one] L’unica con un bacino { $answered ->
            [0] non ha
           *[other] ha
        } risposto ({ $share }).
       *[other] Delle { $n } con un bacino { $answered ->
            [one] ha
           *[other] hanno
        } risposto { $answered } ({ $share }).
    }
    .serving-coarse = Di quelle con un bacino hanno risposto { $units } ({ $share }).
said-uneven =
    .some = Delle { $all } { $areas }, guardandole tutte, la risposta differisce da quella delle altre in { $found }: { $names }.
    .none = Delle { $all } { $areas }, guardandole tutte, la risposta non differisce da quella delle altre in { $found }{ $names }.
said-median = { $variable }: la mediana è { $answered } per { $k ->
        [one] { $k } unità che ha risposto
       *[other] { $k } unità che hanno risposto
    } e { $others } per { $m ->
        [one] { $m } altra
       *[other] { $m } altre
    }; la differenza standardizzata è { $difference }{ $interval }; secondo il test di Mann e Whitney { $p } ({ $adjusted }, corretto per tutte le caratteristiche confrontate).
    .larger = Le unità più grandi hanno risposto più spesso.
    .smaller = Le unità più piccole hanno risposto più spesso.
    .alike = Il caso spiega una differenza di questa misura.
said-bounds = Limiti estremi
    .asked = { $shares ->
        [one] L’unica quota delle unità a cui si applica una domanda è nota
       *[other] Le { $shares } quote delle unità a cui si applica una domanda sono note
    } con meno precisione, entro { $range } punti percentuali: non si sa nemmeno a quante unità silenziose si applichi.
said-r = Rappresentatività
    .found = In un modello della risposta secondo { $names }, l’indicatore R corretto per la distorsione delle liste piccole è { $value }{ $interval }; 1 vorrebbe dire che tutte le unità hanno la stessa probabilità di rispondere.
    .alone = L’indicatore R corretto per la distorsione delle liste piccole è { $value }{ $interval }; 1 vorrebbe dire che tutte le unità hanno la stessa probabilità di rispondere.
    .indistinct = In un modello della risposta secondo { $names }, l’indicatore R corretto per la distorsione delle liste piccole non si distingue da 1, cioè da unità con la stessa probabilità di rispondere, ma può scendere fino a { $low }.
    .chance = Se altrettante unità avessero risposto a caso, sarebbe tra { $low } e { $high } nel 95 % dei casi ({ $p }): { $verdict }
    .uneven = la risposta è meno uniforme di quanto darebbe un sorteggio.
    .alike = il caso spiega un valore simile.
    .given = Indicatori parziali, date le altre caratteristiche del modello: { $names }.
    .by-itself = Indicatori parziali, di ogni caratteristica presa da sola: { $names }.
    .bias = Per quanto la risposta dipende da queste sole caratteristiche, la distorsione massima di una quota non pesata è stimata in { $estimate } punti percentuali, con un limite superiore al 95 % di { $limit }.
    .bias-indistinct = Per quanto la risposta dipende da queste sole caratteristiche, la distorsione massima di una quota non pesata non si distingue da 0, con un limite superiore al 95 % di { $limit } punti percentuali.
    .blind = Il modello non vede altro in cui chi ha risposto possa differire.
said-set-by = { $set } per { $names }
said-weights = { $n ->
        [one] È stata calcolata una serie di pesi: { $sets }.
       *[other] Sono state calcolate { $counted } serie di pesi: { $sets }.
    }
    .title = Pesi
    .same = { $own }: stessi pesi di { $other }.
    .balance = La differenza più grande tra chi ha risposto e tutte le unità, in ciò che è noto di entrambi, è di { $before } deviazioni standard senza pesi e di { $after } con i pesi.
    .change = Tra tutte le quote, quella che i pesi cambiano di più cambia di { $points } punti percentuali: «{ $option }» alla domanda «{ $question }», { $from } senza pesi e { $to } con i pesi ({ $set }).
    .cost = Secondo la regola di Kish, per la quale i pesi non hanno a che fare con le risposte, la varianza di una media con i pesi è { $effect } volte quella senza, sicché le { $n } risposte dicono quanto { $worth } distribuite in modo uniforme.
said-questions =
    .title = Risposte
    .all = { $n ->
        [one] C’è una domanda, posta { $answered ->
            [one] all’unica unità che ha risposto
           *[other] a tutte le { $answered } unità che hanno risposto
        }.
       *[other] Ci sono { $n } domande, poste { $answered ->
            [one] all’unica unità che ha risposto
           *[other] a tutte le { $answered } unità che hanno risposto
        }.
    }
    .some = { $n ->
        [one] C’è una domanda, posta dove vi portava una risposta precedente.
       *[other] Ci sono { $n } domande, poste dove vi portava una risposta precedente.
    }
    .both = Ci sono { $n } domande: { $all } poste a tutte le { $answered } unità che hanno risposto, { $some } dove vi portava una risposta precedente.
said-missing =
    .none = Nessuna unità ha saltato una domanda che le era stata posta.
    .most = «{ $question }» è la domanda saltata più spesso, da { $n ->
        [one] una unità
       *[other] { $n } unità
    } a cui era stata posta.
said-limits = Limiti
    .frame = La lista delle unità è considerata completa: un’unità che non vi compare manca da ogni numero.
    .dated = Delle unità accorpate, chiuse o istituite dopo il { $day } non si tiene conto.
    .catchment = { $n ->
        [one] { $counted } unità non ha bacino: conta
       *[other] { $counted } unità non hanno bacino: contano
    } nella risposta, non nella copertura.
    .chosen = Le unità hanno scelto da sé se rispondere: in che cosa quelle che hanno risposto differiscano dalle altre, oltre a ciò che è noto di ogni unità, questi dati non possono dirlo, e nessun peso può tenerne conto.
    .intervals = Gli intervalli delle risposte valgono se la risposta, dato ciò di cui i pesi tengono conto, è come un sorteggio; i dati non possono dire se lo sia.
    .answers = Le risposte sono ciò che le unità dicono di sé, e nulla qui le confronta con un’altra fonte.
said-methods = Metodi
    .coverage = La copertura è la quota dei residenti che vivono nel bacino di un’unità che ha risposto.{ $works }
    .by-chance = Il suo intervallo per caso è la distribuzione esatta della copertura se altrettante unità avessero risposto a caso{ $works }; p è il doppio della coda minore.
    .areas = I valori p delle aree sono corretti su tutte le aree dello stesso tipo con il metodo di Holm, con ciò che il test esatto di ogni area può raggiungere{ $works }.
    .response = I tassi di risposta sono definiti come dall’AAPOR{ $works }.
    .tables = Chi ha risposto e le altre unità sono confrontati con il test esatto di Freeman e Halton su aree e categorie{ $works }.
    .tables-drawn = Chi ha risposto e le altre unità sono confrontati con il test esatto di Freeman e Halton su aree e categorie{ $works }, su { $n } tabelle estratte a caso dove sono troppe.
    .levels = La risposta di ogni livello è saggiata in modo esatto (distribuzione ipergeometrica) e corretta su tutti i livelli con il metodo di Holm{ $works }.
    .ranks = I numeri sono confrontati con il test esatto di Mann e Whitney{ $works }.
    .ranks-normal = I numeri sono confrontati con il test di Mann e Whitney in approssimazione normale{ $works }.
    .differences = Le differenze standardizzate sono sulla deviazione standard congiunta, con intervalli da { $n } permutazioni della risposta{ $works }.
    .characteristics = I valori p delle caratteristiche sono corretti su tutte quelle confrontate con il metodo di Holm{ $works }.
    .model = La probabilità di rispondere è stimata con una regressione logistica su { $names }{ $works }.
    .model-penalised = La probabilità di rispondere è stimata con una regressione logistica con la penalità di Firth su { $names }{ $works }.
    .r = L’indicatore R e la sua correzione per la distorsione sono quelli di Schouten, Shlomo e altri{ $works }.
    .r-limits = Il suo intervallo si ottiene invertendo la distribuzione χ² non centrale della statistica score del modello{ $works }.
    .r-chance = Il suo intervallo per caso viene da { $n } permutazioni della risposta, seme { $seed }{ $works }.
    .partial = Gli indicatori parziali sono corretti per la distorsione come R{ $works }.
    .weights = { $n ->
        [one] I pesi sono fatti per { $sets }
       *[other] I pesi sono fatti per { $sets }, ogni serie per sé
    }; il loro costo è l’effetto del disegno di Kish{ $works }.
    .shares = Gli intervalli delle quote di tutte le unità sono esatti, per inversione della distribuzione ipergeometrica{ $works }.
    .shares-asked = Gli intervalli delle quote delle unità a cui una domanda è stata posta sono di Clopper e Pearson, ristretti per una lista finita{ $works }.
    .shares-weighted = Gli intervalli delle quote pesate sono di Korn e Graubard, ristretti per una lista finita{ $works }.
    .bounds = I limiti estremi sono i risultati se tutte le unità silenziose avessero il valore minimo e se avessero tutte il massimo{ $works }.
    .contrasts = Le risposte di ogni gruppo sono confrontate con quelle di tutti gli altri con { $kinds ->
        [both] test esatti per le quote e permutazioni per le medie, corretti
        [means] permutazioni, corrette
       *[shares] test esatti, corretti
    } con il metodo di Holm entro ogni domanda e caratteristica{ $works }.
    .together = Le risposte di tutti i gruppi insieme sono confrontate con il test esatto di Freeman e Halton{ $works }, corretto allo stesso modo.
    .together-drawn = Le risposte di tutti i gruppi insieme sono confrontate con il test esatto di Freeman e Halton{ $works }, su { $n } tabelle estratte a caso dove sono troppe, corretto allo stesso modo.
    .waves = L’ultimo terzo delle risposte per giorno è confrontato con il primo{ $works }.
    .withheld = Ciò che potrebbe dire quali unità hanno risposto non è pubblicato, o lo è in modo grossolano con una regola fissata per tutto lo studio{ $works }.
    .software = Tutto è calcolato con bacino { $version }{ $works }.
said-data = Dati
    .files = { $n ->
        [one] Lo studio è letto da un file, elencato sotto con la sua impronta.
       *[other] Lo studio è letto da { $counted } file, elencati sotto con le loro impronte.
    }
    .day = Codici, confini e residenti sono quelli del { $day }.
    .public = Quali unità hanno risposto non è un segreto, perciò nulla è taciuto.
    .internal = Quali unità hanno risposto, e che cosa, è per chi ha condotto l’indagine.
    .anonymous = Quali unità hanno risposto è riservato, e lo sono i file che lo contengono; ciò che potrebbe dirlo non è pubblicato o lo è in modo grossolano.
said-claim =
    .more = Più { $claim } { $base ->
        [asked] delle unità a cui si applica
       *[other] di tutte le unità
    } dice «{ $option }» a «{ $question }».
    .fewer = Meno { $claim } { $base ->
        [asked] delle unità a cui si applica
       *[other] di tutte le unità
    } dice «{ $option }» a «{ $question }».
    .mean-more = «{ $question }» è in media più di { $claim } su tutte le unità.
    .mean-fewer = «{ $question }» è in media meno di { $claim } su tutte le unità.
said-group =
    .more = In { $area } più unità che altrove dicono «{ $option }» a «{ $question }».
    .less = In { $area } meno unità che altrove dicono «{ $option }» a «{ $question }».
said-may =
    .everybody = Ciò che è stato risposto è la risposta di tutte le unità.
    .everybody-why = ha risposto ogni unità
    .held = qualunque cosa { $silent ->
        [one] avesse detto l’unica unità silenziosa
       *[other] avessero detto le { $silent } unità silenziose
    }
    .served = { $k ->
        [one] L’unità che ha risposto serve { $share } dei residenti.
       *[other] Le unità che hanno risposto servono { $share } dei residenti.
    }
    .counted = contati, non stimati: { $covered } residenti su { $all }
    .counted-coarsely = contati, non stimati, su { $all } residenti; detti in modo grossolano perché non si sappia chi ha risposto
    .more = In { $area } sono coperti più residenti di quanto darebbe un sorteggio: { $share }.
    .less = In { $area } sono coperti meno residenti di quanto darebbe un sorteggio: { $share }.
    .beyond = per caso { $chance }; { $p } guardando tutte e { $all } le { $areas }
    .group = lì { $share } di { $n } unità, altrove { $rest } di { $others }; { $p }, corretto
    .at-least = { $count ->
        [one] Almeno { $count } unità su { $n } ({ $share }) dice
       *[other] Almeno { $count } unità su { $n } ({ $share }) dicono
    } «{ $option }» a «{ $question }».
    .at-least-why = anche se non lo dicesse { $silent ->
        [one] l’unica unità silenziosa
       *[other] nessuna delle { $silent } unità silenziose
    }
    .adjusted = { $p }, corretto per tutto ciò che si è confrontato
said-not =
    .nobody = Nulla su ciò che le unità avrebbero risposto.
    .nobody-why = nessuna ha risposto
    .undone = { $units ->
        [0] neppure se le silenziose sono come le altre, all’unità più vicina
        [one] vale solo se le silenziose sono come le altre: una su { $silent } che risponda diversamente la smentisce
       *[other] vale solo se le silenziose sono come le altre: { $units } su { $silent } che rispondano diversamente la smentiscono
    }
    .undone-mean = vale solo se le silenziose sono come le altre: è smentita dove le { $silent } silenziose sono in media a { $tipping }
    .of-all = { $share } di tutte le unità dice «{ $option }» a «{ $question }».
    .of-all-why = vero solo se { $silent ->
        [one] l’unica unità silenziosa è
       *[other] le { $silent } unità silenziose sono
    } come le altre; altrimenti qualunque valore in { $range }
    .more = In { $area } sono coperti più residenti di quanto darebbe un sorteggio: { $share }.
    .less = In { $area } sono coperti meno residenti di quanto darebbe un sorteggio: { $share }.
    .alone = hanno risposto { $units } unità con un bacino; fuori dal suo intervallo, { $p }, ma non guardando tutte e { $all } le { $areas }, { $adjusted }
    .group = lì { $share } di { $n } unità, altrove { $rest } di { $others }; nessun test trova una differenza, { $p } corretto: non mostrata, il che non vuol dire uguali
    .as-they-are = Le risposte, così come sono, valgono per tutte le unità.
    .uneven = la risposta non è uniforme: senza pesi una quota può sbagliare fino a { $limit } punti percentuali
    .alike = Le unità che hanno risposto sono come le altre.
    .unheard = Nulla su { $areas }.
    .unheard-why = lì nessuna ha risposto: { $units }

## Parts of a report

part-coverage = Per chi parlano le risposte
part-response = Chi ha risposto e chi no
part-error = Quanto si può sbagliare
part-answers = Le risposte
part-methods = Limiti e metodi
part-files = File, fonti, controlli
may-be-said = Si può dire
may-not-be-said = Non si può dire
table-files = File da cui è stato letto lo studio
    .sheet = File
    .method = L’impronta SHA-256 dice se un file è ancora quello letto; dei file che contengono chi ha risposto, o che cosa, è data solo per uno studio pubblico.
table-file = File

## What a run prints at its end

run-report = Il rapporto

## The page of a report

page-skip = Vai al rapporto
page-language = Italiano
page-theme = Colori
    .light = Chiaro
    .dark = Scuro
page-print = Stampa
page-parts = Parti del rapporto
page-areas = Scegliendo il nome di un’area in una tabella la si ritrova in mappe, grafici e altre tabelle.
page-foot = pagina
    .of = di
figure-numbered = Figura { $number }.

## Tabelle delle risposte

table-answers-of-group = { $group } (n = { $n })
table-together = Tutte le risposte insieme
table-difference-of-two = Differenza in punti (intervallo al 95 %)
table-difference-of-means = Differenza (intervallo al 95 %)
table-by-group = Risposte per gruppo: { $group }
    .sheet = Risposte per gruppo
    .note = n di un gruppo: le sue unità che hanno risposto; di una domanda, quelle tra esse a cui è stata posta e che vi hanno risposto.
    .method = p: test esatto di Freeman e Halton su tutti i gruppi insieme, su tabelle estratte a caso dove sono troppe; corretto secondo Holm per tutte le risposte di una domanda.
    .thirds = Piccola, media e grande: terzi di tutte le unità secondo i residenti.
    .two = Differenza: il primo gruppo meno il secondo.
    .others = Differenza: il gruppo meno tutti gli altri; p corretto secondo Holm per tutti i gruppi e le risposte di una domanda.
table-means-by-group = Risposte numeriche, per gruppo: { $group }
    .sheet = Medie per gruppo
    .method = Media di ogni gruppo con il suo intervallo al 95 %. p: test di Kruskal e Wallis su tutti i gruppi insieme, con permutazioni.

## Liste di controllo delle linee guida di rendicontazione

table-cross = Lista di controllo per le indagini: CROSS
    .sheet = CROSS
table-strobe = Lista di controllo per gli studi trasversali: STROBE
    .sheet = STROBE
checklist-item = Voce
checklist-asks = Che cosa chiede
checklist-where = Dove si trova
checklist-note = Voci con il numero pubblicato, in parole brevi di questo programma: per esteso le dicono CROSS (Sharma e altri 2021, J Gen Intern Med 36) e STROBE (von Elm e altri 2007, PLoS Med 4).
checklist-title = Titolo e riassunto
checklist-introduction = Introduzione
checklist-methods = Metodi
checklist-results = Risultati
checklist-discussion = Discussione
checklist-other = Altre informazioni
checklist-tables = { $n ->
    [one] Tabella { $numbers }
   *[other] Tabelle { $numbers }
}
checklist-figure = Figura «{ $title }»
checklist-opening = titolo e numeri all’inizio
checklist-verdicts = che cosa si può dire e che cosa no
checklist-notes = note sotto le tabelle
checklist-intervals = figure delle risposte, con gli intervalli
checklist-answered = { $places }
checklist-partly = { $places }; il resto spetta agli autori
checklist-authors = A cura degli autori
checklist-nobody = Non pertinente
checklist-missing = Manca nel file dello studio: { $key }

cross-1a = Che si tratta di un’indagine, e con quale disegno
cross-1b = Un riassunto, dalle premesse alle conclusioni
cross-2 = Perché questa indagine, e che cosa si sapeva
cross-3 = Obiettivi
cross-4 = Il disegno con il suo nome usuale
cross-5a = Il questionario: sezioni, domande, strumenti
cross-5b = Ogni strumento: per chi, validità, affidabilità, punteggi
cross-5c = Come e su chi è stato provato il questionario
cross-5d = Il questionario intero
cross-6a = Chi era ammissibile e chi no
cross-6b = Come sono state scelte le unità
cross-6c = Quante unità, e perché tante
cross-6d = Quanto i rispondenti stanno per la popolazione
cross-7a = Come, dove e quante volte sono state interpellate le unità
cross-7b = Quando: date di inviti, solleciti e chiusura
cross-7c = Come si sono evitati errori di immissione e risposte doppie
cross-8 = Preparazione: formazione, annunci
cross-9a = Approvazione di un comitato etico, consenso
cross-9c = Anonimato, e come sono stati protetti i dati
cross-10a = Metodi statistici e programmi
cross-10b = Variabili modificate per l’analisi
cross-10c = Risposte mancanti: quante, perché, che cosa si è fatto
cross-10d = Che cosa si è fatto per la mancata risposta
cross-10e = Unità perse tra un’ondata e l’altra
cross-10f = Pesi o propensioni contro la risposta disuguale
cross-10g = Analisi di sensibilità
cross-11a = Unità a ogni passo
cross-11b = Perché alcune unità non hanno partecipato
cross-11c = Tasso di risposta e sua definizione
cross-11d = Visitatori unici di un’indagine in rete
cross-12 = Caratteristiche dei rispondenti
cross-13a = Risultati con intervalli e valori p, corretti dove serve
cross-13b = Modelli: come sono costruiti, adattamento, ipotesi
cross-13c = Risultati delle analisi di sensibilità
cross-14 = Limiti: distorsione, imprecisione, disegno
cross-15 = Un’interpretazione prudente
cross-16 = Per chi valgono i risultati
cross-17 = Il ruolo dei finanziatori
cross-18 = Conflitti di interesse
cross-19 = Chi si ringrazia, e di che cosa

strobe-1a = Il disegno nel titolo o nel riassunto
strobe-1b = Un riassunto equilibrato
strobe-2 = Premesse e ragioni
strobe-3 = Obiettivi e ipotesi
strobe-4 = Il disegno, all’inizio dell’articolo
strobe-5 = Contesto, luoghi e date
strobe-6a = Chi era ammissibile, e come sono stati scelti i partecipanti
strobe-7 = Variabili e loro definizioni
strobe-8 = Fonti dei dati e modi di misura
strobe-9 = Che cosa si è fatto contro la distorsione
strobe-10 = Perché tante unità
strobe-11 = Come sono stati trattati e raggruppati i numeri
strobe-12a = Tutti i metodi statistici
strobe-12b = Gruppi e interazioni
strobe-12c = Come sono stati trattati i dati mancanti
strobe-12d = Come si è tenuto conto del campionamento
strobe-12e = Analisi di sensibilità
strobe-13a = Unità a ogni passo
strobe-13b = Perché alcune unità non hanno partecipato
strobe-13c = Un diagramma di flusso
strobe-14a = Caratteristiche dei partecipanti
strobe-14b = Dati mancanti di ogni variabile
strobe-15 = Esiti: conteggi o sintesi
strobe-16a = Stime con la loro precisione, corrette dove serve
strobe-16b = Limiti delle classi di numeri
strobe-16c = Rischi relativi come assoluti
strobe-17 = Altre analisi: gruppi, sensibilità
strobe-18 = Risultati principali
strobe-19 = Limiti, con direzione ed entità della distorsione
strobe-20 = Un’interpretazione prudente
strobe-21 = Per chi valgono i risultati
strobe-22 = Finanziamento

## Documents for Word

# Labels of captions, one word each, and the language with the country whose spelling it has.
table = Tabella
figure = Figura
spelling = it-IT

## Controllo di ciò che è stato pubblicato

audit-kind =
    .share = quota
    .whole-count = numero intero dietro una percentuale
    .single-choice = una risposta ciascuno
    .multiple-choice = più risposte ciascuno
    .sum = parti e totale
    .mean-total = media e totale
    .order = ordine delle statistiche
    .group-rates = tassi dei gruppi
    .said-twice = detto due volte
    .areas = residenti delle aree
    .source-total = totale di una fonte
    .spreadsheet = cambiato da un foglio di calcolo
    .study = rispetto allo studio
audit-verdict =
    .fails = non regge
    .untold = non si può dire
    .holds = regge
audit-computed =
    .several = da { $low } a { $high } su { $base }
    .base = la base sarebbe { $low }
    .bases = la base sarebbe da { $low } a { $high }
    .bases-from = la base sarebbe { $low } o più
    .no-base = nessuna base dà questa percentuale
    .percentages = { $terms } = { $sum } %
    .counts = i conteggi corrispondenti sommano da { $low } a { $high }, la base è { $base }
    .rows = { $fitting } righe su { $rows } reggono con base { $base }
    .reach = { $mean } × { $n } = { $product } ± { $reach }
    .no-solution = nessun insieme di numeri interi dà questi tassi e il totale
    .solutions = { $n } insiemi di numeri interi danno questi tassi e il totale
    .solutions-many = moltissimi insiemi di numeri interi danno questi tassi e il totale
    .sets = solo { $sets }
    .unsearched = tutti: { $all }, gruppi: da { $low } % a { $high } %; troppi numeri interi da provare
    .words = { $fraction } rispetto a { $share } %
    .before = { $number } in { $spot }
    .before-percent = { $number } % in { $spot }
    .grouping = { $scheme }: { $area } si scosta del { $off } %
    .grouping-tried = { $scheme }: { $area } si scosta del { $off } %; { $tried } spostamenti di regioni provati
    .gap = { $source }: { $own }, differenza { $more } ({ $percent } %)
    .no-source = nessun numero di una fonte con cui confrontarlo
    .date = una data al posto di un intervallo
    .own = { $value } ({ $source })
    .own-scheme = { $value } ({ $source }, { $scheme })
    .range = da { $low } % a { $high } %
    .not-published = lo studio non lo pubblica
    .no-such-area = lo studio non ha un’area con questo nome
audit-fit =
    .percent = { $number } %
    .count = un conteggio di { $number }
    .base = una base di { $low }
    .bases = una base da { $low } a { $high }
    .number = { $number }
    .mean = una media di { $number }
    .total = un totale di { $number }
    .missing = altri { $number } in una riga che manca
    .range = { $text }
    .moves = { $scheme } con { $moves }
    .move = { $region } in { $area }
    .other-words = altre parole: la quota non sta da quella parte
audit-note =
    .rounded-twice = arrotondato due volte
    .base-implied = la base non è scritta insieme
    .other-base = vero su { $base }
    .fewer-values = vero su { $base }, se mancano dei valori
    .coarse = le migliaia possono essere arrotondate
    .always = ogni percentuale così è quella di numeri interi
    .within-rounding = entro l’arrotondamento
audit-source =
    .frame = lista
    .census = censimento
    .census-adults = censimento, dai 18 anni
    .units = unità
audit-statistic =
    .minimum = minimo
    .lower = primo quartile
    .median = mediana
    .upper = terzo quartile
    .maximum = massimo
    .mean = media
audit-or = { $one } oppure { $other }
audit-spot = riga { $line }, colonna { $column }
audit-title = Controllo di { $name }
audit-counts = { $claims ->
    [one] { $claims } verifica
   *[other] { $claims } verifiche
}: { $fails ->
    [one] { $fails } non regge
   *[other] { $fails } non reggono
}, { $untold ->
    [one] { $untold } non si può dire
   *[other] { $untold } non si possono dire
}, { $holds ->
    [one] { $holds } regge
   *[other] { $holds } reggono
}
audit-none = non si è trovato nulla da verificare
audit-true = sarebbe vero: { $fits }
audit-columns =
    .place = posizione
    .claim = affermazione
    .verdict = verdetto
    .computed = conto
    .fits = sarebbe vero
audit-marked = Il testo con le sue affermazioni
audit-found = Che cosa è stato verificato
