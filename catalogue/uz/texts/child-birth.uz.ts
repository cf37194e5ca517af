/** Farzand tugʻilishi. */
export const texts = {
  'child-birth': 'Farzand tugʻilishi',
  'child-birth.record': 'Tugʻilish haqidagi tibbiy yozuvni topish',
  'child-birth.marriage': 'Ota-onaning nikohini tekshirish',
  'child-birth.visit': 'FHDYO boʻlimiga shaxsan kelish',
  'child-birth.register': 'Tugʻilishni qayd etish',
  'child-birth.number': 'Shaxsiy raqam berish',
  'child-birth.clinic': 'Poliklinikaga biriktirish',
  'child-birth.residence': 'Ota yoki ona manzilida roʻyxatga olish',
  'child-birth.address': 'Manzilni reyestrda koʻrish',
  'child-birth.kindergarten': 'Bogʻchaga navbatga qoʻyish',
  'child-birth.order': 'Onaning nechanchi farzandi ekanini aniqlash',
  'child-birth.claims': 'Ota-ona aytganini reyestr bilan solishtirish',
  'child-birth.social': 'Ijtimoiy reyestrdan oila haqida soʻrash',
  'child-birth.entitlement': 'Tugʻilish nafaqasi haqida qaror qilish',
  'child-birth.benefit': 'Tugʻilish nafaqasini toʻlash',
  'child-birth.fee': 'Qogʻoz guvohnoma uchun yigʻimni hisoblash',
  'child-birth.invoice': 'Qogʻoz guvohnoma uchun hisob yuborish',
  'child-birth.payment': 'Yigʻim toʻlanishini kutish',
  'child-birth.certificate': 'Tugʻilganlik haqida guvohnomani chop etish',
  'child-birth.id-card': 'ID karta berish',
  'child-birth.congratulation': 'Ota-onani tabriklash',

  'task.civil-registry.visit':
    'Pasport bilan istalgan FHDYO boʻlimiga keling, soʻng u yerda berilgan tasdiqnoma raqamini kiriting',
  'civil-registry.visit.declined': 'Siz FHDYO boʻlimiga kelmasligingizni bildirdingiz.',
  'civil-registry.visit.declined.remedy':
    'Tugʻilish baribir qayd etilishi kerak: istalgan FHDYO boʻlimiga keling.',
  'civil-registry.visit.too-late': 'Tugʻilgan kundan bir oy ichida FHDYO boʻlimiga hech kim kelmadi.',
  'civil-registry.visit.too-late.remedy':
    'Istalgan FHDYO boʻlimiga keling: kech qayd etish uchun nima kerakligini aytishadi.',

  'civil-registry.register-birth.already-registered': 'Bu tugʻilish avval qayd etilgan.',
  'civil-registry.register-birth.already-registered.remedy':
    'Istalgan FHDYO boʻlimidan yozuv nusxasini soʻrang.',
  'civil-registry.register-birth.record-contradicts': 'Siz bergan maʼlumot tugʻruqxona yozuviga mos emas.',
  'civil-registry.register-birth.record-contradicts.remedy':
    'Tibbiy yozuv raqamini tekshirib, qayta kiriting.',
  'mend.civil-registry.register-birth.medicalRecord':
    'Tugʻilish haqidagi tibbiy yozuv raqamini qayta kiriting',

  'personalisation.issue-pinfl.act-not-found':
    'Tugʻilish yozuvi Personallashtirish markaziga yetib bormagan.',
  'personalisation.issue-pinfl.act-not-found.remedy':
    'Tugʻilishni qayd etgan FHDYO boʻlimidan uni qayta yuborishni soʻrang.',

  'health.enrol-newborn.clinic-full': 'Siz tanlagan poliklinika boshqa bemor qabul qilmaydi.',
  'health.enrol-newborn.clinic-full.remedy': 'Boshqa poliklinikani tanlang.',
  'health.enrol-newborn.no-such-clinic': 'Bunday nomli yoki kodli poliklinika yoʻq.',
  'health.enrol-newborn.no-such-clinic.remedy': 'Poliklinikani roʻyxatdan tanlang.',
  'mend.health.enrol-newborn.clinic': 'Boshqa poliklinikani tanlang',

  'interior.register-residence.no-permanent-address': 'Reyestrda ota yoki onaning doimiy manzili yoʻq.',
  'interior.register-residence.no-permanent-address.remedy':
    'Avval oʻzingiz roʻyxatdan oʻting, soʻng bolani Davlat xizmatlari markazida roʻyxatdan oʻtkazing.',

  'preschool.join-queue.takes-no-applications': 'Siz tanlagan bogʻcha ariza qabul qilmaydi.',
  'preschool.join-queue.takes-no-applications.remedy': 'Boshqa bogʻchani tanlang.',
  'preschool.join-queue.none-chosen': 'Siz navbatga qoʻyishni soʻradingiz, lekin bogʻchani aytmadingiz.',
  'preschool.join-queue.none-chosen.remedy': 'Bogʻchani tanlang.',
  'mend.preschool.join-queue.kindergarten': 'Bogʻchani tanlang',

  'social-protection.pay-birth-benefit.no-account': 'Nafaqani qayerga toʻlashni bilmaymiz.',
  'social-protection.pay-birth-benefit.no-account.remedy':
    'Karta, bank hisobvaragʻi yoki pochta boʻlimini koʻrsating.',
  'social-protection.pay-birth-benefit.account-closed': 'Siz koʻrsatgan karta yoki hisobvaraq yopilgan.',
  'social-protection.pay-birth-benefit.account-closed.remedy':
    'Boshqa karta, hisobvaraq yoki pochta boʻlimini koʻrsating.',
  'social-protection.pay-birth-benefit.paid-before': 'Bu bola uchun nafaqa avval toʻlangan.',
  'social-protection.pay-birth-benefit.paid-before.remedy':
    'Qachon va qayerga toʻlanganini “Inson” markazidan soʻrang.',
  'mend.social-protection.pay-birth-benefit.payout':
    'Nafaqa uchun karta, hisobvaraq yoki pochta boʻlimini koʻrsating',

  'civil-registry.paper-certificate.not-paid': 'Qogʻoz guvohnoma uchun yigʻim toʻlanmagan.',
  'civil-registry.paper-certificate.not-paid.remedy':
    'Uni istalgan FHDYO boʻlimida toʻlang: guvohnoma ham oʻsha yerda chop etiladi.',
  'treasury.payment.too-late': 'Hisob muddatida toʻlanmadi.',
  'treasury.payment.too-late.remedy': 'Qayta ariza bering: yangi hisob olasiz.',
  'interior.issue-id-card.photo-needed': 'Bolaning surati kerak.',
  'interior.issue-id-card.photo-needed.remedy': 'Bola bilan Davlat xizmatlari markaziga keling.',
  'mygov.congratulate.no-channel': 'Ota yoki onaning portalda kabineti ham, telefon raqami ham yoʻq.',
  'mygov.congratulate.no-channel.remedy': 'Hech narsa qilish shart emas: hammasi marshrutda koʻrinadi.',

  'because.every-birth': 'Nafaqa har bir tugʻilish uchun berilgan.',
  'because.first-child': 'Bu birinchi farzand: nafaqa har bir onaga beriladi.',
  'because.second-child-in-register': 'Bu ikkinchi farzand va oila ijtimoiy reyestrda turadi.',
  'because.second-child-not-in-register':
    'Bu ikkinchi farzand: nafaqa faqat ijtimoiy reyestrdagi oilalarga beriladi.',
  'because.third-or-later-child': 'Nafaqa faqat birinchi va ikkinchi farzand uchun beriladi.',
  'because.certificate-fee': 'Qogʻoz guvohnoma bazaviy hisoblash miqdorining 15 foizi turadi.',
  'because.no-parents': 'Ota-onasi nomaʼlum bolaning guvohnomasi bepul.',
};
