/** Biznes ochish. */
export const texts = {
  'open-business': 'Biznes ochish',
  'open-business.address': 'Manzilni kadastrda tekshirish',
  'open-business.name': 'Nomni band qilish',
  'open-business.warning': 'Eslatma: band qilingan nom 60 kundan keyin boʻshaydi',
  'open-business.number': 'Chet ellik taʼsischiga shaxsiy raqam berish',
  'open-business.head': 'Taʼsischi kompaniyani kim boshqarishini aniqlash',
  'open-business.confirm': 'Har bir taʼsischining tasdigʻi',
  'open-business.confirm-from-abroad': 'Har bir chet ellik taʼsischining tasdigʻi',
  'open-business.confirm-for-company': 'Har bir taʼsischi kompaniya rahbarining tasdigʻi',
  'open-business.duty': 'Davlat bojini hisoblash',
  'open-business.invoice': 'Davlat boji uchun hisob yuborish',
  'open-business.payment': 'Davlat boji toʻlanishini kutish',
  'open-business.register': 'Biznesni roʻyxatdan oʻtkazish',
  'open-business.company': 'Kompaniyani reyestrda koʻrish',
  'open-business.account': 'Bank hisobvaragʻini ochish',
  'open-business.lease': 'Ijarani E-ijara tizimida koʻrish',
  'open-business.vat': 'QQS toʻlovchisi sifatida roʻyxatdan oʻtish',
  'open-business.licence': 'Litsenziya uchun ariza',
  'open-business.capital': 'Ustav kapitalini kiritish muddati',

  'cadastre.building.no-such-building': 'Kadastrda bunday raqamli bino yoʻq.',
  'cadastre.building.no-such-building.remedy': 'Kadastr raqamini tekshirib, qayta kiriting.',
  'mend.cadastre.building.cadastralNumber': 'Manzilning kadastr raqamini qayta kiriting',

  'business-register.reserve-name.name-taken': 'Bunday nomli biznes allaqachon bor.',
  'business-register.reserve-name.name-taken.remedy': 'Boshqa nom tanlang.',
  'business-register.reserve-name.name-not-allowed': 'Qonun bunday nomga yoʻl qoʻymaydi.',
  'business-register.reserve-name.name-not-allowed.remedy': 'Davlatga biriktirilgan soʻzlarsiz nom tanlang.',
  'mend.business-register.reserve-name.name': 'Biznes uchun boshqa nom tanlang',

  'mygov.warn-of-lapse.no-channel': 'Bu shaxsning portalda kabineti ham, telefon raqami ham yoʻq.',
  'mygov.warn-of-lapse.no-channel.remedy':
    'Nomni band qilish muddati tugamasdan roʻyxatdan oʻtishni yakunlang.',

  'personalisation.issue-foreigner-pinfl.passport-not-valid': 'Taʼsischining pasporti yaroqsiz.',
  'personalisation.issue-foreigner-pinfl.passport-not-valid.remedy': 'Yaroqli pasport raqamini kiriting.',
  'mend.personalisation.issue-foreigner-pinfl.passport': 'Taʼsischining yaroqli pasport raqamini kiriting',

  'tax.head-of-company.company-not-found': 'Soliq reyestrida bunday raqamli kompaniya yoʻq.',
  'tax.head-of-company.company-not-found.remedy': 'STIRni tekshirib, qayta kiriting.',
  'mend.tax.head-of-company.tin': 'Taʼsischi kompaniyaning STIRini qayta kiriting',

  'task.business-register.confirm-founding': 'Bu biznesni taʼsis etayotganingizni tasdiqlang',
  'business-register.confirm-founding.declined':
    'Taʼsischilardan biri rozi boʻlmadi, shuning uchun biznes roʻyxatdan oʻtmadi.',
  'business-register.confirm-founding.declined.remedy':
    'Barcha taʼsischilar bilan kelishib, qayta ariza bering.',
  'business-register.confirm-founding.too-late':
    'Taʼsischilardan biri muddatida javob bermadi, shuning uchun biznes roʻyxatdan oʻtmadi.',
  'business-register.confirm-founding.too-late.remedy':
    'Qayta ariza bering va har bir taʼsischidan vaqtida tasdiqlashni soʻrang.',

  'business-register.register-company.founder-barred':
    'Taʼsischilardan biriga biznes taʼsis etish taqiqlangan.',
  'business-register.register-company.founder-barred.remedy':
    'Taqiqni bekor qildiring yoki bu taʼsischisiz qayta ariza bering.',
  'business-register.register-company.name-differs': 'Nom band qilingan nomdan farq qiladi.',
  'business-register.register-company.name-differs.remedy': 'Qayta ariza bering: nom yangidan band qilinadi.',
  'business-register.register-company.documents-incomplete': 'Qonun talab qilgan hujjatlar yetarli emas.',
  'business-register.register-company.documents-incomplete.remedy':
    'Rad etish asosidan nima yetishmasligini oʻqing va qayta ariza bering.',
  'business-register.register-company.sole-owner-chain':
    'Bir kishiga tegishli kompaniya boshqa kompaniyaning yagona taʼsischisi boʻla olmaydi.',
  'business-register.register-company.sole-owner-chain.remedy':
    'Yana bir taʼsischi bilan qayta ariza bering.',

  'bank.open-account.bank-declines': 'Bank hisobvaraq ochishni rad etdi.',
  'bank.open-account.bank-declines.remedy': 'Boshqa bank tanlang.',
  'bank.open-account.no-such-bank': 'Bunday nomli yoki kodli bank yoʻq.',
  'bank.open-account.no-such-bank.remedy': 'Bankni roʻyxatdan tanlang.',
  'mend.bank.open-account.bank': 'Boshqa bank tanlang',

  'tax.register-vat.risk-too-high': 'Xavf tahlili QQS boʻyicha roʻyxatdan oʻtishga yoʻl qoʻymaydi.',
  'tax.register-vat.risk-too-high.remedy':
    'Sabablarini soliq kabinetida oʻqing; ular bartaraf etilgach, oʻsha yerda qayta ariza bering.',

  'licensing.apply.requirements-not-met': 'Bu litsenziya talablari bajarilmagan.',
  'licensing.apply.requirements-not-met.remedy':
    'Rad etish asosidan nima yetishmasligini oʻqing va license.gov.uz saytida qayta ariza bering.',

  'because.duty-online': 'Onlayn ariza uchun davlat boji bazaviy hisoblash miqdorining yarmi.',
  'because.duty-of-sole-trader': 'Yakka tadbirkordan bu yerda boj olinmaydi: tasdiqlanishi kerak.',
  'because.capital-in-a-year': 'Ustav kapitali roʻyxatdan oʻtgandan keyin bir yil ichida kiritiladi.',
};
