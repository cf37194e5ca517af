/** Открытие бизнеса. */
export const texts = {
  'open-business': 'Открытие бизнеса',
  'open-business.address': 'Проверка адреса в кадастре',
  'open-business.name': 'Резервирование названия',
  'open-business.warning': 'Напоминание: резервирование названия истекает через 60 дней',
  'open-business.number': 'Присвоение персонального номера учредителю из-за рубежа',
  'open-business.head': 'Проверка, кто руководит компанией-учредителем',
  'open-business.confirm': 'Подтверждение каждого учредителя',
  'open-business.confirm-from-abroad': 'Подтверждение каждого учредителя из-за рубежа',
  'open-business.confirm-for-company': 'Подтверждение руководителя каждой компании-учредителя',
  'open-business.duty': 'Расчёт государственной пошлины',
  'open-business.invoice': 'Счёт на оплату государственной пошлины',
  'open-business.payment': 'Ожидание оплаты государственной пошлины',
  'open-business.register': 'Регистрация бизнеса',
  'open-business.company': 'Проверка компании в реестре',
  'open-business.account': 'Открытие банковского счёта',
  'open-business.lease': 'Проверка аренды в системе E-ijara',
  'open-business.vat': 'Регистрация плательщиком НДС',
  'open-business.licence': 'Заявление на лицензию',
  'open-business.capital': 'Срок внесения уставного капитала',

  'cadastre.building.no-such-building': 'В кадастре нет здания с таким номером.',
  'cadastre.building.no-such-building.remedy': 'Проверьте кадастровый номер и введите его снова.',
  'mend.cadastre.building.cadastralNumber': 'Введите кадастровый номер адреса ещё раз',

  'business-register.reserve-name.name-taken': 'Бизнес с таким названием уже есть.',
  'business-register.reserve-name.name-taken.remedy': 'Выберите другое название.',
  'business-register.reserve-name.name-not-allowed': 'Закон не разрешает такое название.',
  'business-register.reserve-name.name-not-allowed.remedy':
    'Выберите название без слов, закреплённых за государством.',
  'mend.business-register.reserve-name.name': 'Выберите другое название для бизнеса',

  'mygov.warn-of-lapse.no-channel': 'У этого человека нет ни кабинета на портале, ни номера телефона в нём.',
  'mygov.warn-of-lapse.no-channel.remedy':
    'Завершите регистрацию, пока не истёк срок резервирования названия.',

  'personalisation.issue-foreigner-pinfl.passport-not-valid': 'Паспорт учредителя недействителен.',
  'personalisation.issue-foreigner-pinfl.passport-not-valid.remedy': 'Введите номер действующего паспорта.',
  'mend.personalisation.issue-foreigner-pinfl.passport': 'Введите номер действующего паспорта учредителя',

  'tax.head-of-company.company-not-found': 'В налоговом реестре нет компании с таким номером.',
  'tax.head-of-company.company-not-found.remedy': 'Проверьте ИНН и введите его снова.',
  'mend.tax.head-of-company.tin': 'Введите ИНН компании-учредителя ещё раз',

  'task.business-register.confirm-founding': 'Подтвердите, что вы учреждаете этот бизнес',
  'business-register.confirm-founding.declined':
    'Один из учредителей не согласился, поэтому бизнес не зарегистрирован.',
  'business-register.confirm-founding.declined.remedy':
    'Договоритесь со всеми учредителями и подайте заявление снова.',
  'business-register.confirm-founding.too-late':
    'Один из учредителей не ответил в срок, поэтому бизнес не зарегистрирован.',
  'business-register.confirm-founding.too-late.remedy':
    'Подайте заявление снова и попросите каждого учредителя подтвердить его вовремя.',

  'business-register.register-company.founder-barred': 'Одному из учредителей запрещено учреждать бизнес.',
  'business-register.register-company.founder-barred.remedy':
    'Добейтесь снятия запрета или подайте заявление без этого учредителя.',
  'business-register.register-company.name-differs': 'Название отличается от зарезервированного.',
  'business-register.register-company.name-differs.remedy':
    'Подайте заявление снова: название будет зарезервировано заново.',
  'business-register.register-company.documents-incomplete': 'Не хватает документов, которых требует закон.',
  'business-register.register-company.documents-incomplete.remedy':
    'Прочитайте в основании отказа, чего не хватает, и подайте заявление снова.',
  'business-register.register-company.sole-owner-chain':
    'Компания, принадлежащая одному лицу, не может быть единственным учредителем другой компании.',
  'business-register.register-company.sole-owner-chain.remedy': 'Подайте заявление ещё с одним учредителем.',

  'bank.open-account.bank-declines': 'Банк отказался открыть счёт.',
  'bank.open-account.bank-declines.remedy': 'Выберите другой банк.',
  'bank.open-account.no-such-bank': 'Банка с таким названием или кодом нет.',
  'bank.open-account.no-such-bank.remedy': 'Выберите банк из списка.',
  'mend.bank.open-account.bank': 'Выберите другой банк',

  'tax.register-vat.risk-too-high': 'Анализ рисков не позволяет зарегистрировать вас плательщиком НДС.',
  'tax.register-vat.risk-too-high.remedy':
    'Прочитайте причины в налоговом кабинете; когда они отпадут, подайте там заявление снова.',

  'licensing.apply.requirements-not-met': 'Требования для этой лицензии не выполнены.',
  'licensing.apply.requirements-not-met.remedy':
    'Прочитайте в основании отказа, чего не хватает, и подайте заявление снова на license.gov.uz.',

  'because.duty-online': 'При заявлении онлайн пошлина составляет половину базовой величины.',
  'because.duty-of-sole-trader':
    'С индивидуального предпринимателя пошлина здесь не берётся: требует подтверждения.',
  'because.capital-in-a-year': 'Уставный капитал вносится в течение года после регистрации.',
};
