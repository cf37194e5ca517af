export const texts = {
  'agency.rehearsal': 'Mashq',
  rehearsal: 'Mashq',
  'rehearsal.seal': 'Muhrlash',
  'rehearsal.note': 'Qayd etish',
  'rehearsal.wire': 'Oʻtkazish',
  'rehearsal.ship': 'Joʻnatish',
  'rehearsal.last': 'Davom etish yoki qaytish',
  'rehearsal.last.not-wanted': 'Davom etish istalmadi.',
  'rehearsal.last.not-wanted.remedy': 'Hech narsa qilish shart emas.',
  'purpose.rehearsal': 'Mashq',
};
