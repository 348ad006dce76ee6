"""The same thing told in several scripts. Samples to set type with: no lawyer and no native speaker has read them."""

from __future__ import annotations

from dataclasses import dataclass

from companion.printing.document import Kind, Notice, Paragraph, Point, Points, Size, Step, Steps
from companion.printing.sheets import Part
from companion.printing.told import Record, Standing, Told, ToldPart
from companion.printing.told_sheet import ToldSheet

SOURCE: Record = {
    "id": "act", "title": "Lei n.º 30/2000", "title_en": "Law 30/2000", "address": "example.invalid/act",
    "date": "2023-10-01", "kind": "law", "pinpoints": ["art. 2"],
}  # fmt: skip


@dataclass(frozen=True)
class Words:
    """One script's words, in the order in which they are told."""

    title: str
    gist: str
    draft: str
    heading: str
    steps: tuple[tuple[str, str], ...]
    list_heading: str
    points: tuple[str, ...]
    date: str


WORDS = {
    "en": Words(
        "If police stop you",
        "For your own use: not a crime. A commission decides, not a court.",
        "No local lawyer has checked this",
        "What happens",
        (("At once", "they take the drug and write a report."), ("Within 36 hours", "it must reach the commission.")),
        "You may refuse",
        ("Consent to a search", "Urine or blood tests"),
        "30 April 2027",
    ),
    "pt": Words(
        "Se a polícia o mandar parar",
        "Para uso próprio não é crime. Decide uma comissão, não um tribunal.",
        "Nenhum advogado local verificou isto",
        "O que acontece",
        (("Logo", "ficam com a droga e escrevem um auto."), ("Em 36 horas", "o auto deve chegar à comissão (CDT).")),
        "Pode recusar",
        ("O consentimento para uma revista", "Análises à urina ou ao sangue"),
        "30 de abril de 2027",
    ),
    "ar": Words(
        "إذا أوقفتك الشرطة",
        "للاستعمال الشخصي: ليست جريمة. تقرر لجنة، لا محكمة.",
        "لم يراجعه محامٍ محلي",
        "ماذا يحدث",
        (("فورًا", "يأخذون المادة ويكتبون محضرًا."), ("خلال 36 ساعة", "يجب أن يصل المحضر إلى اللجنة (CDT).")),
        "يمكنك أن ترفض",
        ("الموافقة على التفتيش", "فحوص البول أو الدم"),
        "30 أبريل 2027",
    ),
    "fa": Words(
        "اگر پلیس شما را نگه دارد",
        "برای مصرف شخصی: جرم نیست. کمیسیون تصمیم می‌گیرد، نه دادگاه.",
        "هیچ وکیل محلی این را بررسی نکرده است",
        "چه می‌شود",
        (("بی‌درنگ", "ماده را می‌گیرند و گزارش می‌نویسند."), ("تا ۳۶ ساعت", "گزارش باید به کمیسیون برسد.")),
        "می‌توانید نپذیرید",
        ("رضایت به بازرسی", "آزمایش ادرار یا خون"),
        "۳۰ آوریل ۲۰۲۷",
    ),
    "ru": Words(
        "Если вас остановила полиция",
        "Для себя — не преступление. Решает комиссия, а не суд.",
        "Местный юрист это не проверял",
        "Что происходит",
        (("Сразу", "забирают вещество и составляют протокол."), ("За 36 часов", "он должен дойти до комиссии.")),
        "Можно отказаться",
        ("От согласия на обыск", "От анализов мочи или крови"),
        "30 апреля 2027 г.",
    ),
    "ky": Words(
        "Милиция токтотсо",
        "Өзү үчүн — кылмыш эмес. Сот эмес, комиссия чечет.",
        "Муну жергиликтүү юрист текшерген жок",
        "Эмне болот",
        (("Дароо", "затты алып, протокол түзөт."), ("36 саатта", "ал комиссияга жетиши керек. Ңң Үү Өө.")),
        "Баш тартса болот",
        ("Тинтүүгө макулдуктан", "Заара же кан анализинен"),
        "2027-ж. 30-апрель",
    ),
    "vi": Words(
        "Nếu công an dừng bạn lại",
        "Để tự dùng: không phải tội phạm. Ủy ban quyết định, không phải tòa án.",
        "Chưa có luật sư địa phương nào kiểm tra điều này",
        "Điều gì xảy ra",
        (("Ngay lập tức", "họ giữ ma túy và lập biên bản."), ("Trong 36 giờ", "biên bản phải đến ủy ban. Ẫ ễ ợ ữ ỹ.")),
        "Bạn có thể từ chối",
        ("Đồng ý khám xét", "Xét nghiệm nước tiểu hoặc máu"),
        "30 tháng 4 năm 2027",
    ),
}


class Sample(ToldSheet):
    """The sample in the scripts above; `repeated` makes the parts as many times as long."""

    def __init__(self, language: str = "en", beside: str = "", *, repeated: int = 1) -> None:
        self.languages = tuple(sorted(WORDS, key=lambda tag: tag != language))
        self.beside, self._repeated = beside, repeated

    @property
    def title(self) -> str:
        return WORDS["en"].title

    @property
    def parts(self) -> tuple[Part, ...]:  # type: ignore[override]
        return (Part("next", WORDS["en"].heading), Part("refuse", WORDS["en"].list_heading, 1))

    def told(self, language: str) -> Told:
        words = WORDS[language]
        steps = tuple(Step(when, what) for when, what in words.steps) * self._repeated
        points = tuple(Point(text, doubt=words.draft) for text in words.points) * self._repeated
        return Told(
            language=language,
            title=words.title,
            gist=words.gist,
            opening=(Paragraph(words.gist, size=Size.LARGE),),
            parts=(
                ToldPart("next", words.heading, (Steps(steps),), (SOURCE,)),
                ToldPart("refuse", words.list_heading, (Points(points),), rank=1),
            ),
            standing=Standing("Portugal", words.date, (Notice(Kind.DRAFT, words.draft),), words.date, "112"),
            sources=(SOURCE,),
            icon="shield",
        )
