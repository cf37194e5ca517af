/** API aytadigan soʻzlar: muammolar, notoʻgʻri maydonlar va biror xizmatga tegishli boʻlmagan sabablar. */
export const texts = {
  'problem.broken-request': 'Soʻrov buzilgan',
  'problem.broken-request.detail':
    'Soʻrov manzilini yoki sarlavhalarini oʻqib boʻlmadi. Ularni tuzatib, qaytadan yuboring.',
  'problem.broken-json': 'Soʻrov tanasi JSON emas',
  'problem.broken-json.detail':
    'Soʻrov tanasini UTF-8 kodlashdagi JSON sifatida oʻqib boʻlmadi. Uni tuzatib, qaytadan yuboring.',
  'problem.too-deep': 'Soʻrov tanasi juda chuqur joylashgan',
  'problem.too-deep.detail': 'Obyektlar va roʻyxatlar koʻpi bilan 20 daraja chuqurlikda boʻlishi mumkin.',
  'problem.idempotency-key-missing': 'Idempotency-Key sarlavhasi yoʻq',
  'problem.idempotency-key-missing.detail':
    'Bu soʻrov bilan oʻzingiz tanlagan kalitni, masalan tasodifiy UUIDni yuboring. Shu kalit va shu tana bilan takrorlangan soʻrov birinchi javobni oladi.',
  'problem.idempotency-key-malformed': 'Idempotency-Key sarlavhasi notoʻgʻri yozilgan',
  'problem.idempotency-key-malformed.detail':
    'Kalit boʻsh joysiz 1 tadan 255 tagacha koʻrinadigan ASCII belgidan iborat boʻladi.',
  'problem.unauthenticated': 'Haqiqiy token kerak',
  'problem.unauthenticated.detail':
    'Authorization sarlavhasida belgilangan tashkilot bergan haqiqiy tokenni yuboring. Token muddati tugagan yoki u boshqa xizmat uchun berilgan boʻlishi mumkin.',
  'problem.bad-signature': 'Imzo toʻgʻri kelmadi',
  'problem.bad-signature.detail':
    'Xabarning imzosi yoki vaqti notoʻgʻri. Standard Webhooks qoidalari boʻyicha imzolang, soat koʻpi bilan besh daqiqaga farq qilsin.',
  'problem.forbidden': 'Sizga bunga ruxsat yoʻq',
  'problem.forbidden.detail': 'Sizning vazifangiz bu yerda bunday qilish huquqini bermaydi.',
  'problem.not-your-team': 'Bu boshqa jamoaning ishi',
  'problem.not-your-team.detail':
    'Buni faqat bosqich qaysi idorada boʻlsa, oʻsha idora xodimlari qila oladi.',
  'problem.not-your-turn': 'Hozir sizning navbatingiz emas',
  'problem.not-your-turn.detail':
    'Faqat navbati kelgan shaxs javob bera oladi. Tashkilot nomidan reyestrda koʻrsatilgan rahbar javob beradi.',
  'problem.not-found': 'Topilmadi',
  'problem.not-found.detail': 'Bunday narsa yoʻq yoki uni koʻrish sizga ruxsat etilmagan.',
  'problem.wrong-method': 'Bu manzilda bunday usul yoʻq',
  'problem.wrong-method.detail': 'Bu manzilda qaysi usullar borligi Allow sarlavhasida aytilgan.',
  'problem.request-too-slow': 'Soʻrov oʻz vaqtida yetib kelmadi',
  'problem.request-too-slow.detail': 'Soʻrov toʻliq yetib kelmasdan uzildi. Uni qaytadan yuboring.',
  'problem.request-in-progress': 'Xuddi shu soʻrov hali bajarilmoqda',
  'problem.request-in-progress.detail':
    'Bu kalitli soʻrov bajarilmoqda. Javobini birozdan keyin qaytadan soʻrang.',
  'problem.route-closed': 'Yoʻl yopilgan',
  'problem.route-closed.detail':
    'Yoʻl shu yerda koʻrsatilgan natija bilan tugagan, unda boshqa hech narsa qilib boʻlmaydi.',
  'problem.task-closed': 'Vazifa yopilgan',
  'problem.task-closed.detail':
    'Vazifaga javob berilgan yoki u endi kerak emas. Yoʻlning holatini qaytadan oʻqing.',
  'problem.task-claimed': 'Vazifani boshqa xodim olgan',
  'problem.task-claimed.detail': 'Jamoaning boshqa xodimi bu vazifani oʻziga olgan.',
  'problem.not-waiting': 'Bosqich javob kutmayapti',
  'problem.not-waiting.detail': 'Bosqich shu orada davom etdi. Yoʻlning holatini qaytadan oʻqing.',
  'problem.no-running-term': 'Bosqichning davom etayotgan muddati yoʻq',
  'problem.no-running-term.detail':
    'Bosqich muddati boshlanmagan, allaqachon toʻxtatilgan yoki davom etmoqda, yoxud tugagan. Yoʻnalish qayerda ekanini koʻring.',
  'problem.not-stuck': 'Bosqich toʻxtab qolmagan',
  'problem.not-stuck.detail':
    'Faqat toʻxtab qolgan bosqichlarni davom ettirish mumkin. Yoʻlning holatini qaytadan oʻqing.',
  'problem.not-skippable': 'Bosqichni qoldirib boʻlmaydi',
  'problem.not-skippable.detail':
    'Uning javobi boshqa bosqichlarga kerak yoki butun yoʻl unga tayanadi. resolve amalidan foydalanib, idora bergan javobni kiriting.',
  'problem.officer-decides': 'Bu vazifaga javob berilmaydi',
  'problem.officer-decides.detail':
    'Toʻxtab qolgan bosqichni xodim retry, skip yoki resolve amali bilan davom ettiradi.',
  'problem.too-many-webhooks': 'Vebhuklar allaqachon oʻnta',
  'problem.too-many-webhooks.detail': 'Portalda koʻpi bilan oʻnta vebhuk boʻladi. Keraksizini oʻchiring.',
  'problem.webhook-disabled': 'Vebhuk oʻchirilgan',
  'problem.webhook-disabled.detail':
    'Qabul qiluvchi bir necha kun javob bermagan yoki endi yoʻqligini bildirgan. Uni tuzating va sinov soʻrang: yetib borgan sinov vebhukni yana yoqadi.',
  'problem.too-large': 'Soʻrov tanasi juda katta',
  'problem.too-large.detail': 'Soʻrov tanasi koʻpi bilan 100 kB boʻlishi mumkin.',
  'problem.wrong-content-type': 'Soʻrov tanasining turi notoʻgʻri',
  'problem.wrong-content-type.detail': 'UTF-8 kodlashda, siqilmagan application/json yuboring.',
  'problem.wrong-fields': 'Baʼzi maydonlar notoʻgʻri',
  'problem.wrong-fields.detail':
    'Hech narsa bajarilmadi. Har bir notoʻgʻri maydon shu yerda aytilgan, ularni tuzatib, soʻrovni qaytadan yuboring.',
  'problem.idempotency-key-reused': 'Kalit boshqa soʻrovga tegishli',
  'problem.idempotency-key-reused.detail':
    'Bu Idempotency-Key boshqa tana yoki manzil bilan ishlatilgan. Yangi kalit oling.',
  'problem.too-many-requests': 'Soʻrovlar juda koʻp',
  'problem.too-many-requests.detail':
    'Retry-After sarlavhasida aytilgan vaqtcha kuting, keyin sekinroq davom eting.',
  'problem.too-many-callbacks': 'Bunday qayta chaqiruvlar juda koʻp',
  'problem.too-many-callbacks.detail':
    'Bu chaqiruv saqlanmadi: nomaʼlum tranzaksiyali yoki shu tranzaksiyali chaqiruvlar saqlanadigan chegaraga yetgan. Tranzaksiya raqamini tekshiring; u toʻgʻri boʻlsa, Retry-After sarlavhasida aytilgan vaqtdan keyin qayta yuboring.',
  'problem.internal': 'Bizning tomonda xatolik yuz berdi',
  'problem.internal.detail':
    'Xatolik bizning aybimiz bilan yuz berdi va qayd etildi. Iz raqamini (traceId) xizmat egasiga ayting.',
  'problem.unavailable': 'Hozircha ishlamayapti',
  'problem.unavailable.detail':
    'Hech narsa qabul qilinmadi. Retry-After sarlavhasidagi vaqtdan keyin shu soʻrovni qaytadan yuboring.',
  'problem.not-yet-started': 'Yoʻl hali boshlanmagan',
  'problem.not-yet-started.detail':
    'Yoʻl qayd etilgan va oʻzi boshlanadi. Retry-After sarlavhasidagi vaqtdan keyin shu soʻrovni qaytadan yuboring.',
  'problem.cannot-move-now': 'Yoʻlni hozir davom ettirib boʻlmaydi',
  'problem.cannot-move-now.detail':
    'Yoʻlga yetib boʻlmadi. Retry-After sarlavhasidagi vaqtdan keyin shu soʻrovni shu kalit bilan qaytadan yuboring.',

  'invalid.required': 'Bu maydon toʻldirilishi shart.',
  'invalid.unknown-field': 'Bunday maydon yoʻq.',
  'invalid.wrong-value': 'Bu qiymat qabul qilinmaydi.',
  'invalid.wrong-format': 'Bu qiymatning shakli notoʻgʻri.',
  'invalid.text-expected': 'Bu yerda matn boʻlishi kerak.',
  'invalid.number-expected': 'Bu yerda son boʻlishi kerak.',
  'invalid.whole-number-expected': 'Bu yerda butun son boʻlishi kerak.',
  'invalid.yes-no-expected': 'Bu yerda ha yoki yoʻq (true yoki false) boʻlishi kerak.',
  'invalid.object-expected': 'Bu yerda maydonli obyekt boʻlishi kerak.',
  'invalid.list-expected': 'Bu yerda roʻyxat boʻlishi kerak.',
  'invalid.term-expected':
    'Muddatni yozing: son va minutes, hours, working days, days yoki months, masalan 5 working days.',
  'invalid.date-expected': 'Bu yerda taqvimdagi sana boʻlishi kerak, masalan 2026-11-22.',
  'invalid.instant-expected':
    'Bu yerda sana va vaqt mintaqa farqi bilan boʻlishi kerak, masalan 2026-11-22T10:00:00+05:00.',
  'invalid.not-one-of': 'Quyidagilardan biri boʻlishi kerak: {values}.',
  'invalid.empty': 'Bu maydon boʻsh boʻlmasligi kerak.',
  'invalid.too-long': 'Koʻpi bilan {maximum} ta belgi mumkin.',
  'invalid.too-short': 'Kamida {minimum} ta belgi kerak.',
  'invalid.too-great': 'Son koʻpi bilan {maximum} boʻlishi mumkin.',
  'invalid.not-below': 'Son {maximum} dan kichik boʻlishi kerak.',
  'invalid.too-little': 'Son kamida {minimum} boʻlishi kerak.',
  'invalid.not-above': 'Son {minimum} dan katta boʻlishi kerak.',
  'invalid.too-many': 'Koʻpi bilan {maximum} ta yozuv mumkin.',
  'invalid.too-few': 'Kamida {minimum} ta yozuv kerak.',
  'invalid.broken-character': 'Matnda saqlab boʻlmaydigan belgi bor.',
  'invalid.control-character': 'Matnda boshqaruv belgilari bor.',
  'invalid.direction-override': 'Matnda yozuv yoʻnalishini oʻzgartiradigan belgilar bor.',
  'invalid.unknown-cursor': 'Bu belgi bizning birorta sahifamizdan olinmagan.',
  'invalid.limit-range': 'Sahifada 1 tadan 100 tagacha yozuv boʻladi.',
  'invalid.instant-in-future': 'Bu vaqt hali kelmagan.',
  'invalid.unknown-life-event': 'Bunday hayotiy voqea yoʻq. Hammasi GET /v1/life-events roʻyxatida.',
  'invalid.before-first-version':
    'Bu sanada hech qanday qoida amal qilmagan, birinchisi {from} sanasidan amal qiladi.',
  'invalid.unknown-purpose': 'Hech bir xizmat maʼlumotlardan bunday maqsadda foydalanmaydi.',
  'invalid.purpose-twice': 'Bu maqsad uchun rozilik ikki marta berilgan.',
  'invalid.unknown-step': 'Yoʻlda bunday bosqich yoʻq.',
  'invalid.other-country': 'Bu ushbu oʻrnatmaning mamlakati emas.',
  'invalid.day-of-another-year':
    'Bu kun farmon yiliga tegishli emas. Har bir yil uchun alohida farmon yuboring.',
  'invalid.not-open':
    'Faqat oʻsha yilda hali hal qilinmagan narsa belgilanadi: `year` yoki koʻchma bayram nomi.',
  'invalid.says-nothing': 'Farmonda birorta kun koʻrsatilmagan va hech narsa belgilanmagan.',
  'invalid.weeks-exchanged':
    'Besh kunlik idoralar ishlab, olti kunliklari dam olgan boʻlardi: five va six almashib qolgan.',
  'invalid.works-already': 'Bu kun shundoq ham ish kuni, uni ish kuni deb eʼlon qilishning hojati yoʻq.',
  'invalid.too-wide': 'Bu hammasiga taalluqli boʻlib qoladi: maydonlardan kamida bittasini koʻrsating.',
  'invalid.several-services':
    'Mos kelgan bosqichlar turli xizmatlarga tegishli, bitta javob esa faqat bitta xizmatga toʻgʻri keladi. Bosqich va hayotiy voqeani koʻrsating.',
  'invalid.answer-or-decline': 'Javob yoki rad javobidan faqat bittasini yuboring.',
  'invalid.webhook-url': 'Bu yerda # dan keyingi qismsiz toʻliq https manzil kutiladi.',
  'invalid.webhook-not-https': 'Vebhuklar faqat https orqali yuboriladi.',
  'invalid.webhook-credentials': 'Manzilda foydalanuvchi nomi va parol boʻlmasligi kerak.',
  'invalid.webhook-host': 'Raqamli yoki ichki manzil emas, ommaviy xost nomi kutiladi.',
  'invalid.webhook-port': 'Vebhuklar bu portga yuborilmaydi.',
  'invalid.proof-needed': 'Bu javob uchun quyidagi turdagi tasdiq kerak: {values}.',

  'invalid.pinfl-format': 'Shaxsiy raqam (JSHSHIR) 14 ta raqamdan iborat.',
  'invalid.pinfl-birth-date': 'Bu shaxsiy raqamdagi tugʻilgan sana mavjud emas.',
  'invalid.pinfl-born-in-future': 'Bu shaxsiy raqamdagi tugʻilgan sana hali kelmagan.',
  'invalid.pinfl-check-digit': 'Bu shaxsiy raqam xato yozilgan: oxirgi raqami qolganlariga mos kelmaydi.',
  'invalid.tin-format': 'Soliq toʻlovchi raqami (STIR) 9 ta raqamdan iborat.',
  'invalid.passport-format':
    'Pasport raqami ikkita lotin harfi va yettita raqamdan iborat, masalan AA1234567.',
  'invalid.foreign-passport-format':
    'Pasport raqami 5 tadan 20 tagacha bosh lotin harflari va raqamlardan iborat.',
  'invalid.country-code': 'Davlat ikki yoki uchta bosh harfdan iborat kod bilan beriladi, masalan TR.',
  'invalid.phone-format': 'Telefon raqami +998 va yana toʻqqizta raqam bilan yoziladi.',
  'invalid.oked-format': 'Faoliyat kodi (IFUT) beshta raqamdan iborat, masalan 62010.',
  'invalid.cadastral-number-format':
    'Kadastr raqami 5 tadan 40 tagacha raqam, harf va : / . - belgilaridan iborat.',
  'invalid.document-number-format': 'Hujjat raqami koʻpi bilan 40 ta harf va raqamdan iborat.',
  'invalid.code-format': 'Kod koʻpi bilan 100 ta harf va raqamdan iborat.',
  'invalid.name-letters': 'Ism harflar bilan yoziladi, boʻsh joy, chiziqcha va tutuq belgisi mumkin.',
  'invalid.company-name-letters': 'Korxona nomida ruxsat etilmagan belgilar bor.',
  'invalid.company-name-state': 'Nomdagi UZ, UZB va Uzbekistan soʻzlari davlat uchun saqlangan.',
  'invalid.date-in-future': 'Bu sana hali kelmagan.',
  'invalid.payout-value': 'Karta raqami 16 ta, hisobraqam 20 ta, pochta indeksi 6 ta raqamdan iborat.',
  'invalid.parents-same': 'Ona va ota sifatida bitta shaxs koʻrsatilgan.',
  'invalid.multiple-number': 'Bolaning tartib raqami tugʻilgan bolalar sonidan katta.',
  'invalid.chosen-twice': 'Bu ikki marta tanlangan.',
  'invalid.founder-twice': 'Bu taʼsischi ikki marta koʻrsatilgan.',
  'invalid.share-decimals': 'Ulushda verguldan keyin koʻpi bilan toʻrtta raqam boʻladi.',
  'invalid.shares-not-100': 'Taʼsischilar ulushlarining yigʻindisi 100 foiz emas.',
  'invalid.sole-trader-one-founder': 'Yakka tartibdagi tadbirkorning taʼsischisi bitta boʻladi.',
  'invalid.sole-trader-person': 'Yakka tartibdagi tadbirkor shaxsiy raqami bor jismoniy shaxs boʻladi.',

  'task.officer': 'Bu bosqich qanday davom etishini hal qiling',
  'refusal.too-late': 'Muddat javobsiz tugadi.',
  'refusal.too-late.remedy': 'Hali ham xohlasangiz, voqea haqida qaytadan xabar bering.',
  'refusal.declined': 'Navbati kelgan shaxs rad etdi.',
  'refusal.declined.remedy': 'Oʻzaro kelishib oling, keyin voqea haqida qaytadan xabar bering.',
  'reason.condition': 'Bu yerda talab qilinmaydi.',
  'reason.refused-need': 'Buning uchun zarur boʻlgan narsa rad etildi.',
  'reason.officer': 'Bu bosqichni xodim oʻtkazib yubordi.',
  'reason.withdrawn': 'Bu qaytarib olindi.',
  'reason.person-dead': 'Bunga daxldor shaxs vafot etgan.',
  'reason.contract-broken': 'Idoraning javobidan foydalanib boʻlmaydi. Buni xodim koʻrib chiqmoqda.',
  'reason.outcome-unknown': 'Idora buni bajargani nomaʼlum. Buni xodim koʻrib chiqmoqda.',
  'reason.request-changed':
    'Murojaat idora avval olganidan farq qiladi, shuning uchun u qayta yuborilmaydi. Buni xodim koʻrib chiqmoqda.',
  'reason.undo-failed': 'Buni bekor qilib boʻlmadi. Buni xodim koʻrib chiqmoqda.',
  'reason.unexpected': 'Bizning tomonda xato yuz berdi. Buni xodim koʻrib chiqmoqda.',
  'reason.undo-given-up': 'Buni bekor qilish kerak edi, ammo imkoni boʻlmadi: u kuchda qoladi.',
  'invalid.window-over': 'Davr boshlanishidan oldin tugaydi yoki allaqachon oʻtib ketgan.',
  'invalid.window-too-long': 'Davr koʻpi bilan {days} kun davom etishi mumkin.',
  'reason.agency-down': 'Idoraga hozir ulanib boʻlmayapti. Aloqa tiklanishi bilan murojaat oʻzi yuboriladi.',
  'reason.maintenance':
    'Idora {until} gacha ishlamasligini eʼlon qilgan: {why}. Shundan keyin murojaat oʻzi yuboriladi.',
  'reason.handed-on': '{from}: bu bizning ishimiz emas, u endi tegishli idorada: {to}.',
  'reason.death': 'Shaxs vafot etgan. Endi hech narsa qilinmaydi va yuborilmaydi.',
  'purpose.route-start': 'Xabar qilingan voqeani qabul qilish uchun',
  'purpose.law-change': 'Yangi qonunga oʻtish mumkinligini bilish uchun',
  'purpose.route-view': 'Yoʻlning holatini koʻrsatish uchun',
};
