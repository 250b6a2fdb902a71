// The names of the messages in the shop's two notices, in every language for which the ledger has the rest of
// the sentence. Each fits into that sentence (ledger/core/language/): in the right case, and with its
// article. No person has reviewed the translations.

type What = { orders: string; offers: string };

export const what: Record<string, What> = {
  en: { orders: 'order updates', offers: 'offers and seasonal recipes' },
  ar: { orders: 'تحديثات الطلبات', offers: 'العروض والوصفات الموسمية' },
  bn: { orders: 'অর্ডারের আপডেট', offers: 'অফার ও মৌসুমি রেসিপি' },
  de: { orders: 'Neuigkeiten zu meinen Bestellungen', offers: 'Angebote und saisonale Rezepte' },
  es: { orders: 'novedades de mis pedidos', offers: 'ofertas y recetas de temporada' },
  fa: { orders: 'اطلاعیه‌های سفارش', offers: 'پیشنهادها و دستورهای آشپزی فصلی' },
  fr: { orders: 'des nouvelles de mes commandes', offers: 'des offres et des recettes de saison' },
  gu: { orders: 'ઓર્ડરની માહિતી', offers: 'ઑફર અને મોસમી રેસિપી' },
  he: { orders: 'עדכונים על הזמנות', offers: 'מבצעים ומתכונים עונתיים' },
  hi: { orders: 'ऑर्डर की जानकारी', offers: 'ऑफ़र और मौसमी रेसिपी' },
  id: { orders: 'pembaruan pesanan', offers: 'penawaran dan resep musiman' },
  it: { orders: 'aggiornamenti sui miei ordini', offers: 'offerte e ricette di stagione' },
  ja: { orders: '注文に関するお知らせ', offers: 'お得な情報と季節のレシピ' },
  kn: { orders: 'ಆರ್ಡರ್ ಮಾಹಿತಿ', offers: 'ಕೊಡುಗೆಗಳು ಮತ್ತು ಋತುಮಾನದ ಪಾಕವಿಧಾನಗಳು' },
  ko: { orders: '주문 알림', offers: '할인 소식 및 제철 요리법' },
  ml: { orders: 'ഓർഡർ വിവരങ്ങൾ', offers: 'ഓഫറുകളും സീസണൽ പാചകക്കുറിപ്പുകളും' },
  mr: { orders: 'ऑर्डरची माहिती', offers: 'ऑफर आणि हंगामी पाककृती' },
  nl: { orders: 'updates over mijn bestellingen', offers: 'aanbiedingen en seizoensrecepten' },
  pa: { orders: 'ਆਰਡਰ ਦੀ ਜਾਣਕਾਰੀ', offers: 'ਪੇਸ਼ਕਸ਼ਾਂ ਅਤੇ ਮੌਸਮੀ ਪਕਵਾਨ ਵਿਧੀਆਂ' },
  pl: { orders: 'informacje o zamówieniach', offers: 'oferty i przepisy sezonowe' },
  pt: { orders: 'notícias dos meus pedidos', offers: 'ofertas e receitas da estação' },
  ru: { orders: 'уведомления о заказах', offers: 'предложения и сезонные рецепты' },
  sw: { orders: 'taarifa za oda zangu', offers: 'ofa na mapishi ya msimu' },
  ta: { orders: 'ஆர்டர் தகவல்கள்', offers: 'சலுகைகள் மற்றும் பருவகால சமையல் குறிப்புகள்' },
  te: { orders: 'ఆర్డర్ సమాచారం', offers: 'ఆఫర్లు, కాలానుగుణ వంటకాలు' },
  th: { orders: 'ข่าวสารคำสั่งซื้อ', offers: 'ข้อเสนอพิเศษและสูตรอาหารตามฤดูกาล' },
  tr: { orders: 'sipariş bilgileri', offers: 'kampanyalar ve mevsimlik tarifler' },
  uk: { orders: 'сповіщення про замовлення', offers: 'пропозиції та сезонні рецепти' },
  ur: { orders: 'آرڈر کی معلومات', offers: 'پیشکشیں اور موسمی ترکیبیں' },
  vi: { orders: 'thông tin đơn hàng', offers: 'ưu đãi và công thức nấu ăn theo mùa' },
  zh: { orders: '订单动态', offers: '优惠和时令食谱' },
  'zh-Hant': { orders: '訂單動態', offers: '優惠和當季食譜' },
};
