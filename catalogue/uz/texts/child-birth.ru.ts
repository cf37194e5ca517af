/** Рождение ребёнка. */
export const texts = {
  'child-birth': 'Рождение ребёнка',
  'child-birth.record': 'Поиск медицинской записи о рождении',
  'child-birth.marriage': 'Проверка брака родителей',
  'child-birth.visit': 'Личный визит в ЗАГС',
  'child-birth.register': 'Регистрация рождения',
  'child-birth.number': 'Присвоение персонального номера',
  'child-birth.clinic': 'Прикрепление к поликлинике',
  'child-birth.residence': 'Регистрация по адресу родителя',
  'child-birth.address': 'Проверка адреса в реестре',
  'child-birth.kindergarten': 'Постановка в очередь в детский сад',
  'child-birth.order': 'Проверка, какой это ребёнок у матери',
  'child-birth.claims': 'Сравнение слов родителей с реестром',
  'child-birth.social': 'Запрос о семье в социальный реестр',
  'child-birth.entitlement': 'Решение о пособии при рождении',
  'child-birth.benefit': 'Выплата пособия при рождении',
  'child-birth.fee': 'Расчёт сбора за бумажное свидетельство',
  'child-birth.invoice': 'Счёт на оплату бумажного свидетельства',
  'child-birth.payment': 'Ожидание оплаты сбора',
  'child-birth.certificate': 'Печать свидетельства о рождении',
  'child-birth.id-card': 'Выдача ID-карты',
  'child-birth.congratulation': 'Поздравление родителей',

  'task.civil-registry.visit':
    'Придите с паспортом в любой отдел ЗАГС, затем введите номер подтверждения, которое вам там дали',
  'civil-registry.visit.declined': 'Вы сообщили, что не придёте в ЗАГС.',
  'civil-registry.visit.declined.remedy':
    'Рождение всё равно нужно зарегистрировать: придите в любой отдел ЗАГС.',
  'civil-registry.visit.too-late': 'В течение месяца после рождения никто не пришёл в ЗАГС.',
  'civil-registry.visit.too-late.remedy':
    'Придите в любой отдел ЗАГС: там объяснят, что нужно для поздней регистрации.',

  'civil-registry.register-birth.already-registered': 'Это рождение уже зарегистрировано.',
  'civil-registry.register-birth.already-registered.remedy': 'Попросите копию записи в любом отделе ЗАГС.',
  'civil-registry.register-birth.record-contradicts': 'Ваши сведения расходятся с записью роддома.',
  'civil-registry.register-birth.record-contradicts.remedy':
    'Проверьте номер медицинской записи и введите его снова.',
  'mend.civil-registry.register-birth.medicalRecord': 'Введите номер медицинской записи о рождении ещё раз',

  'personalisation.issue-pinfl.act-not-found': 'Запись о рождении не дошла до центра персонализации.',
  'personalisation.issue-pinfl.act-not-found.remedy':
    'Попросите отдел ЗАГС, зарегистрировавший рождение, отправить её снова.',

  'health.enrol-newborn.clinic-full': 'Выбранная поликлиника больше не принимает пациентов.',
  'health.enrol-newborn.clinic-full.remedy': 'Выберите другую поликлинику.',
  'health.enrol-newborn.no-such-clinic': 'Поликлиники с таким названием или кодом нет.',
  'health.enrol-newborn.no-such-clinic.remedy': 'Выберите поликлинику из списка.',
  'mend.health.enrol-newborn.clinic': 'Выберите другую поликлинику',

  'interior.register-residence.no-permanent-address': 'В реестре нет постоянного адреса родителя.',
  'interior.register-residence.no-permanent-address.remedy':
    'Сначала зарегистрируйтесь сами, затем зарегистрируйте ребёнка в Центре государственных услуг.',

  'preschool.join-queue.takes-no-applications': 'Выбранный детский сад не принимает заявлений.',
  'preschool.join-queue.takes-no-applications.remedy': 'Выберите другой детский сад.',
  'preschool.join-queue.none-chosen': 'Вы попросили поставить ребёнка в очередь, но не назвали детский сад.',
  'preschool.join-queue.none-chosen.remedy': 'Выберите детский сад.',
  'mend.preschool.join-queue.kindergarten': 'Выберите детский сад',

  'social-protection.pay-birth-benefit.no-account': 'Мы не знаем, куда выплатить пособие.',
  'social-protection.pay-birth-benefit.no-account.remedy':
    'Укажите карту, банковский счёт или почтовое отделение.',
  'social-protection.pay-birth-benefit.account-closed': 'Указанная карта или счёт закрыты.',
  'social-protection.pay-birth-benefit.account-closed.remedy':
    'Укажите другую карту, счёт или почтовое отделение.',
  'social-protection.pay-birth-benefit.paid-before': 'Пособие на этого ребёнка уже выплачено.',
  'social-protection.pay-birth-benefit.paid-before.remedy':
    'Спросите в центре «Инсон», когда и куда оно выплачено.',
  'mend.social-protection.pay-birth-benefit.payout': 'Укажите карту, счёт или почтовое отделение для пособия',

  'civil-registry.paper-certificate.not-paid': 'Сбор за бумажное свидетельство не оплачен.',
  'civil-registry.paper-certificate.not-paid.remedy':
    'Оплатите его в любом отделе ЗАГС: там же напечатают свидетельство.',
  'treasury.payment.too-late': 'Счёт не оплачен в срок.',
  'treasury.payment.too-late.remedy': 'Подайте заявление снова: вы получите новый счёт.',
  'interior.issue-id-card.photo-needed': 'Нужна фотография ребёнка.',
  'interior.issue-id-card.photo-needed.remedy': 'Придите с ребёнком в Центр государственных услуг.',
  'mygov.congratulate.no-channel': 'У родителя нет ни кабинета на портале, ни номера телефона в нём.',
  'mygov.congratulate.no-channel.remedy': 'Делать ничего не нужно: всё видно в маршруте.',

  'because.every-birth': 'Пособие полагалось при каждом рождении.',
  'because.first-child': 'Это первый ребёнок: пособие полагается каждой матери.',
  'because.second-child-in-register': 'Это второй ребёнок, и семья состоит в социальном реестре.',
  'because.second-child-not-in-register':
    'Это второй ребёнок: пособие полагается только семьям из социального реестра.',
  'because.third-or-later-child': 'Пособие полагается только на первого и второго ребёнка.',
  'because.certificate-fee': 'Бумажное свидетельство стоит 15 % базовой величины.',
  'because.no-parents': 'Свидетельство ребёнка, чьи родители неизвестны, бесплатно.',
};
