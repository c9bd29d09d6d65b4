"""English names of the languages that sources are written in.

Source: ISO 639-1, English names as Wikipedia uses them. Citation Style 1 names a
source's language unless it is that of the reader.
"""

from __future__ import annotations

import re

_CODE = re.compile(r"([A-Za-z]{2,3})(?:[-_][A-Za-z0-9]{2,8})*")
_NAMES = """
af Afrikaans;sq Albanian;am Amharic;ar Arabic;hy Armenian;as Assamese;ay Aymara;az Azerbaijani
eu Basque;be Belarusian;bn Bengali;bs Bosnian;br Breton;bg Bulgarian;my Burmese;ca Catalan
zh Chinese;kw Cornish;co Corsican;hr Croatian;cs Czech;da Danish;nl Dutch;dz Dzongkha;en English
eo Esperanto;et Estonian;fo Faroese;fj Fijian;fi Finnish;fr French;fy West Frisian;gl Galician
ka Georgian;de German;el Greek;gn Guarani;gu Gujarati;ht Haitian Creole;ha Hausa;he Hebrew;hi Hindi
hu Hungarian;is Icelandic;ig Igbo;id Indonesian;ia Interlingua;ga Irish;it Italian;ja Japanese
jv Javanese;kl Greenlandic;kn Kannada;ks Kashmiri;kk Kazakh;km Khmer;rw Kinyarwanda;ky Kyrgyz
ko Korean;ku Kurdish;lo Lao;la Latin;lv Latvian;lt Lithuanian;lb Luxembourgish;mk Macedonian
mg Malagasy;ms Malay;ml Malayalam;mt Maltese;mi Māori;mr Marathi;mn Mongolian;ne Nepali;no Norwegian
nb Norwegian Bokmål;nn Norwegian Nynorsk;oc Occitan;or Odia;om Oromo;os Ossetian;pa Punjabi
ps Pashto;fa Persian;pl Polish;pt Portuguese;qu Quechua;ro Romanian;rm Romansh;ru Russian;sm Samoan
sa Sanskrit;sc Sardinian;gd Scottish Gaelic;sr Serbian;sn Shona;sd Sindhi;si Sinhala;sk Slovak
sl Slovene;so Somali;st Sotho;es Spanish;su Sundanese;sw Swahili;sv Swedish;tl Tagalog;tg Tajik
ta Tamil;tt Tatar;te Telugu;th Thai;bo Tibetan;ti Tigrinya;to Tongan;tr Turkish;tk Turkmen
uk Ukrainian;ur Urdu;ug Uyghur;uz Uzbek;vi Vietnamese;cy Welsh;wo Wolof;xh Xhosa;yi Yiddish
yo Yoruba;zu Zulu
"""
_BY_CODE = {
    code: name
    for entry in _NAMES.replace("\n", ";").split(";")
    if entry
    for code, _, name in [entry.partition(" ")]
}


def language_words(language: str) -> str:
    """Return "French", or "French and German" for "fr, de"; "" for English alone or nothing.

    What is no known code stands as typed.
    """
    if language in {"", "en"}:
        return ""
    names = [_name(one.strip()) for one in re.split(r"[,;]", language) if one.strip()]
    if all(name == "English" for name in names):
        return ""
    return " and ".join(filter(None, [", ".join(names[:-1]), names[-1]]))


def _name(language: str) -> str:
    code = _CODE.fullmatch(language)
    return _BY_CODE.get(code[1].lower(), language) if code else language
