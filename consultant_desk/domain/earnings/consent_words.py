"""The sentences of the consent text in four languages, in plain words: nothing "may" be paid that is paid."""

from __future__ import annotations

from enum import StrEnum


class Sentence(StrEnum):
    """The sentences; `{vendor}`, `{amount}` and `{n}` are filled in. Those of a tie have no full stop yet."""

    PAID = "paid"
    RESELLER = "reseller"
    CLIENT = "client"
    INVESTOR = "investor"
    OTHER = "other"
    COLON = "colon"
    ABOUT = "about"
    SAME_PRICE = "same price"
    OTHER_PRICE = "other price"
    CREDITED = "credited"
    FREE_ONE = "free, one"
    FREE_MANY = "free, many"
    NONE_FREE = "none free"
    NOBODY = "nobody"
    AGREE = "agree"


TEXTS: dict[str, dict[Sentence, str]] = {
    "en": {
        Sentence.PAID: "I am paid by {vendor} if you buy",
        Sentence.RESELLER: "I resell the product of {vendor} and earn on it if you buy",
        Sentence.CLIENT: "{vendor} is a client of mine",
        Sentence.INVESTOR: "I hold a share in {vendor}",
        Sentence.OTHER: "I have a tie to {vendor}",
        Sentence.COLON: ": ",
        Sentence.ABOUT: "about {amount} for your size",
        Sentence.SAME_PRICE: "You pay the same price.",
        Sentence.OTHER_PRICE: "You pay another price because of it.",
        Sentence.CREDITED: "I credit to you what I am paid.",
        Sentence.FREE_ONE: "I also rated {n} product that pays me nothing.",
        Sentence.FREE_MANY: "I also rated {n} products that pay me nothing.",
        Sentence.NONE_FREE: "Every product I rated pays me.",
        Sentence.NOBODY: "No vendor pays me, whatever you choose.",
        Sentence.AGREE: "I know this and agree that you advise me on these terms.",
    },
    "de": {
        Sentence.PAID: "{vendor} bezahlt mich, wenn Sie kaufen",
        Sentence.RESELLER: "Ich verkaufe das Produkt von {vendor} weiter und verdiene daran, wenn Sie kaufen",
        Sentence.CLIENT: "{vendor} ist mein Kunde",
        Sentence.INVESTOR: "Ich halte einen Anteil an {vendor}",
        Sentence.OTHER: "Mit {vendor} verbindet mich etwas",
        Sentence.COLON: ": ",
        Sentence.ABOUT: "etwa {amount} bei Ihrer Größe",
        Sentence.SAME_PRICE: "Sie zahlen denselben Preis.",
        Sentence.OTHER_PRICE: "Sie zahlen deshalb einen anderen Preis.",
        Sentence.CREDITED: "Was ich erhalte, schreibe ich Ihnen gut.",
        Sentence.FREE_ONE: "Ich habe außerdem {n} Produkt bewertet, das mir nichts zahlt.",
        Sentence.FREE_MANY: "Ich habe außerdem {n} Produkte bewertet, die mir nichts zahlen.",
        Sentence.NONE_FREE: "Für jedes Produkt, das ich bewertet habe, werde ich bezahlt.",
        Sentence.NOBODY: "Kein Anbieter bezahlt mich, was immer Sie wählen.",
        Sentence.AGREE: "Ich weiß das und bin einverstanden, dass Sie mich unter diesen Bedingungen beraten.",
    },
    "fr": {
        Sentence.PAID: "{vendor} me paie si vous achetez",
        Sentence.RESELLER: "Je revends le produit de {vendor} et j’y gagne si vous achetez",
        Sentence.CLIENT: "{vendor} est un de mes clients",
        Sentence.INVESTOR: "Je détiens une part de {vendor}",
        Sentence.OTHER: "J’ai un lien avec {vendor}",
        Sentence.COLON: "\N{NO-BREAK SPACE}: ",
        Sentence.ABOUT: "environ {amount} pour votre taille",
        Sentence.SAME_PRICE: "Vous payez le même prix.",
        Sentence.OTHER_PRICE: "Vous payez pour cela un autre prix.",
        Sentence.CREDITED: "Je porte à votre crédit ce que je reçois.",
        Sentence.FREE_ONE: "J’ai aussi évalué {n} produit qui ne me rapporte rien.",
        Sentence.FREE_MANY: "J’ai aussi évalué {n} produits qui ne me rapportent rien.",
        Sentence.NONE_FREE: "Chaque produit que j’ai évalué me rapporte de l’argent.",
        Sentence.NOBODY: "Aucun fournisseur ne me paie, quel que soit votre choix.",
        Sentence.AGREE: "Je le sais et j’accepte que vous me conseilliez à ces conditions.",
    },
    "es": {
        Sentence.PAID: "{vendor} me paga si usted compra",
        Sentence.RESELLER: "Revendo el producto de {vendor} y gano con ello si usted compra",
        Sentence.CLIENT: "{vendor} es cliente mío",
        Sentence.INVESTOR: "Tengo una participación en {vendor}",
        Sentence.OTHER: "Tengo un vínculo con {vendor}",
        Sentence.COLON: ": ",
        Sentence.ABOUT: "unos {amount} para su tamaño",
        Sentence.SAME_PRICE: "Usted paga el mismo precio.",
        Sentence.OTHER_PRICE: "Usted paga por ello otro precio.",
        Sentence.CREDITED: "Le abono a usted lo que recibo.",
        Sentence.FREE_ONE: "También he evaluado {n} producto que no me paga nada.",
        Sentence.FREE_MANY: "También he evaluado {n} productos que no me pagan nada.",
        Sentence.NONE_FREE: "Todos los productos que he evaluado me pagan.",
        Sentence.NOBODY: "Ningún proveedor me paga, elija usted lo que elija.",
        Sentence.AGREE: "Lo sé y acepto que me asesore en estas condiciones.",
    },
}
