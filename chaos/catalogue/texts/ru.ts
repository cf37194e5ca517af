export const texts = {
  'agency.rehearsal': 'Репетиция',
  rehearsal: 'Репетиция',
  'rehearsal.seal': 'Опечатать',
  'rehearsal.note': 'Записать',
  'rehearsal.wire': 'Перевести',
  'rehearsal.ship': 'Отправить',
  'rehearsal.last': 'Продолжить или вернуться',
  'rehearsal.last.not-wanted': 'Продолжать не захотели.',
  'rehearsal.last.not-wanted.remedy': 'Делать ничего не нужно.',
  'purpose.rehearsal': 'Репетиция',
};
