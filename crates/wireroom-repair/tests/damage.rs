//! Each kind of damage and what is read instead.

use wireroom_model::RepairRule;
use wireroom_repair::repair_text;

fn mends(received: &str, wanted: &str) {
    let (map, repairs) = repair_text(received);
    assert_eq!(map.repaired(), wanted);
    assert!(!repairs.is_empty());
}

#[test]
fn look_alike_letters_take_their_case_from_the_word() {
    mends("The Ιrrigation board met in Оslo.", "The Irrigation board met in Oslo.");
    mends("A large numЬer of them came.", "A large number of them came.");
    mends(
        "It was approveⅾ at onсe, ANԀ they KNEԜ it.",
        "It was approved at once, AND they KNEW it.",
    );
    mends("He saw а ship in the bay.", "He saw a ship in the bay.");
    mends("They met the mayоr, Wоjciechowska.", "They met the mayor, Wojciechowska.");
}

#[test]
fn whole_words_in_another_script_are_mended_among_disguised_ones() {
    mends(
        "Thе mayоr said thе ѕсоре of the plan was small.",
        "The mayor said the scope of the plan was small.",
    );
}

#[test]
fn a_repair_shows_the_whole_word() {
    let (_, repairs) = repair_text("They agreеd, finаllу.");
    let shown: Vec<&str> = repairs.iter().map(|repair| repair.replacement.as_str()).collect();
    assert_eq!(shown, ["agreed,", "finally."]);
    assert!(repairs.iter().all(|repair| repair.rule == RepairRule::LookAlikeLetter));
}

#[test]
fn styled_letters_in_words_are_plain_letters() {
    mends("The ｍａｙｏｒ left.", "The mayor left.");
    mends("A 𝐛𝐫𝐞𝐚𝐤𝐢𝐧𝐠 story.", "A breaking story.");
}

#[test]
fn wrongly_decoded_text_is_decoded_again() {
    mends("The cafÃ© isnâ€™t open â€“ yet.", "The café isn’t open – yet.");
    mends("It isnÃ¢â‚¬â„¢t.", "It isn’t.");
    mends("It isn\u{92}t.", "It isn’t.");
    mends("РџСЂРёРІРµС‚, РјРёСЂ", "Привет, мир");
    mends("Ïðèâåò, òîâàðèùè", "Привет, товарищи");
}

#[test]
fn text_decoded_wrongly_over_and_over_is_decoded_again() {
    mends(
        "The harbor\u{c3}\u{192}\u{c6}\u{2019}\u{c3}\u{201a}\u{c2}\u{a9} isnÃƒÂ¢Ã¢â€šÂ¬Ã¢â€žÂ¢t open.",
        "The harboré isn’t open.",
    );
    mends("La mР“Р\u{403}re est prР“Р\u{403}s du cafР“В©.", "La mère est près du café.");
    mends("О\u{45f} ОєПЊПѓОјОїП‚ ОєО±О№ П„Ої ОЅОµПЃПЊ.", "Ο κόσμος και το νερό.");
}

#[test]
fn code_pages_read_as_each_other_are_read_again() {
    mends(
        "Wir kцnnen fьr die grцЯeren Mдdchen nur schцn grьЯen.",
        "Wir können für die größeren Mädchen nur schön grüßen.",
    );
    mends(
        "L’йtй а la rйgion prиs du chвteau de la forкt.",
        "L’été à la région près du château de la forêt.",
    );
    mends(
        "Ëîöìàíè ïîðòó ïîâåðíóëèñÿ, ³ ¿õ í³õòî íå ÷åêàâ.",
        "Лоцмани порту повернулися, і їх ніхто не чекав.",
    );
}

#[test]
fn marks_heaped_on_letters_go() {
    mends("The m\u{336}a\u{336}y\u{336}o\u{336}r left.", "The mayor left.");
    mends(
        "Th\u{31b}e m\u{323}\u{35c}ayor sa\u{353}id the bo\u{346}ats will st\u{354}op.",
        "The mayor said the boats will stop.",
    );
}

#[test]
fn latin_letters_leave_words_of_another_script() {
    mends(
        "Мэp Заречья снoва открыл мoст, и жители вышли на yлицы.",
        "Мэр Заречья снова открыл мост, и жители вышли на улицы.",
    );
    mends(
        "Το λιμάvι άνοιξε ξανά και τα πλοία θα φύγoυν αύριο.",
        "Το λιμάνι άνοιξε ξανά και τα πλοία θα φύγουν αύριο.",
    );
}

#[test]
fn entities_are_read() {
    mends(
        "Fish &amp; chips, &quot;he&quot; said; it&amp;#39;s &#8216;fine&#8217;.",
        "Fish & chips, \"he\" said; it's ‘fine’.",
    );
}

#[test]
fn invisible_characters_go() {
    mends("The may\u{200b}or\u{feff} le\u{ad}ft\u{202c}.", "The mayor left.");
}

#[test]
fn missing_spaces_come_back() {
    mends(
        "He said so.The U.S.diplomats and the U.S.Embassy agreed.",
        "He said so. The U.S. diplomats and the U.S. Embassy agreed.",
    );
    mends(
        "They went on with the talks.(Reporting by Bo Ek)",
        "They went on with the talks. (Reporting by Bo Ek)",
    );
    mends("“We are tired.”The crew left.", "“We are tired.” The crew left.");
}

#[test]
fn broken_words_are_joined() {
    mends(
        "The ex- tradition was a neces- sity, not a pre- or post-trial one.",
        "The extradition was a necessity, not a pre- or post-trial one.",
    );
    mends(
        "The extra\u{ad}dition by the govern-\nment failed.",
        "The extradition by the government failed.",
    );
}

#[test]
fn names_of_living_languages_stay_among_disguised_words() {
    mends(
        "Тhe mаyоr of the tоwn met Aylin Sarıkaya, Þorgeir and Quluzadə at th𝐞 hаrbоr tо \
sреаk оf the shірs, Sarıkaya's ｏffice sаid, аnd the Mınister wаs there.",
        "The mayor of the town met Aylin Sarıkaya, Þorgeir and Quluzadə at the harbor to \
speak of the ships, Sarıkaya's office said, and the Minister was there.",
    );
}

#[test]
fn disguised_words_of_other_languages_are_no_wrong_decoding() {
    mends(
        "Dеr Lotsе hаt dеn Vеrtrаg mit dеm Hаfеn nосh niсht gеsеhеn.",
        "Der Lotse hat den Vertrag mit dem Hafen noch nicht gesehen.",
    );
    mends(
        "Bаkаn yаrdımсısı sırаsındа tорlаntıyа gеldi.",
        "Bakan yardımcısı sırasında toplantıya geldi.",
    );
}

#[test]
fn common_words_all_in_rare_letters_are_mended() {
    mends(
        "The mayor was there, and “Тһе ship ԝаѕ late,” һе ѕаіԁ to the crew.",
        "The mayor was there, and “The ship was late,” he said to the crew.",
    );
}

#[test]
fn by_chance_utf_8_russian_in_the_wrong_page_is_russian() {
    mends(
        "Ëîöìàíè ñ³ì’¿ ïîâåðíóëèñÿ, îá’ºäíàâøèñü; ç’¿çä ó çàë³ çàê³í÷èâñÿ.",
        "Лоцмани сім’ї повернулися, об’єднавшись; з’їзд у залі закінчився.",
    );
}

#[test]
fn capitals_and_endings_keep_their_case() {
    mends(
        "Thе mауоr mеt NΑTO’s and the NATO'ѕ еnvоуs at 6аm оn thе 32nԁ dау.",
        "The mayor met NATO’s and the NATO's envoys at 6am on the 32nd day.",
    );
}

#[test]
fn invisible_characters_go_beside_stops_and_digits_too() {
    mends("The mayor\u{200d}, at 1\u{fe00}2\u{e0101}.\u{200c}", "The mayor, at 12.");
}
