// Objections, as people write them: each is the whole message, as a stop is (words.ts). Who says against what
// is taken at their word; who only says that they object means marketing, as the law has it (Article 21(2)
// GDPR). "I do not object" and "no objection" are not here, and so are none.

const words = (text: string): readonly string[] =>
  text
    .split(/[,\n]/)
    .map((word) => word.trim())
    .filter((word) => word !== '');

export const objectionWords: Readonly<Record<'marketing' | 'all', readonly string[]>> = {
  marketing: words(`
    i object, objection, i object to marketing, i object to your marketing, i object to all marketing, object to marketing
    i object to marketing messages, i object to direct marketing, i object to advertising, i object to ads, i object to promotions
    i object to promotional messages, i object to offers, objection to marketing, objection to direct marketing
    i object to the use of my data for marketing, i object to the processing of my data for marketing
    i object to marketing from you, i want to object to marketing, i hereby object to marketing

    widerspruch, ich widerspreche, hiermit widerspreche ich, ich lege widerspruch ein, werbewiderspruch, widerspruch werbung
    widerspruch gegen werbung, widerspruch gegen direktwerbung, widerspruch gegen marketing, ich widerspreche werbung
    ich widerspreche der werbung, ich widerspreche dem marketing, hiermit widerspreche ich der werbung
    ich lege widerspruch gegen werbung ein, ich widerspreche der nutzung meiner daten für werbung
    ich widerspreche der nutzung meiner daten zu werbezwecken, ich widerspreche der verwendung meiner daten zu werbezwecken

    je m'oppose, opposition, je m'oppose au marketing, je m'oppose à la publicité, je m'oppose à la prospection
    je m'oppose à la prospection commerciale, je m'oppose aux messages publicitaires, opposition à la prospection commerciale

    me opongo, oposición, me opongo al marketing, me opongo a la publicidad, me opongo a recibir publicidad
    me opongo a los mensajes publicitarios, me opongo al envío de publicidad

    mi oppongo, opposizione, mi oppongo al marketing, mi oppongo alla pubblicità, mi oppongo ai messaggi pubblicitari

    oponho me, me oponho, eu me oponho, oposição, oponho me ao marketing, me oponho ao marketing, eu me oponho ao marketing
    oponho me à publicidade, me oponho à publicidade, me oponho a receber publicidade

    ik maak bezwaar, bezwaar, ik maak bezwaar tegen marketing, ik maak bezwaar tegen reclame, bezwaar tegen marketing
    ik maak bezwaar tegen direct marketing

    sprzeciw, wnoszę sprzeciw, zgłaszam sprzeciw, sprzeciw wobec marketingu, wnoszę sprzeciw wobec marketingu
    zgłaszam sprzeciw wobec marketingu, sprzeciwiam się marketingowi

    возражаю против рекламы, я возражаю против рекламы, возражаю против маркетинга, заперечую проти реклами
    я заперечую проти реклами, заперечую проти маркетингу

    pazarlamaya itiraz ediyorum, reklama itiraz ediyorum, reklamlara itiraz ediyorum
    saya keberatan dengan pemasaran, saya keberatan dengan iklan, saya keberatan atas pemasaran
    tôi phản đối tiếp thị, tôi phản đối quảng cáo, napinga matangazo, napinga ujumbe wa matangazo

    मैं मार्केटिंग पर आपत्ति करता हूँ, मैं मार्केटिंग पर आपत्ति करती हूँ, मुझे मार्केटिंग पर आपत्ति है, मुझे विज्ञापनों पर आपत्ति है
    mujhe marketing par aapatti hai, mujhe marketing par apatti hai
    أعترض على التسويق, أعترض على الرسائل التسويقية, أعترض على الإعلانات, אני מתנגד לשיווק, אני מתנגדת לשיווק
    אני מתנגד לפרסומות, אני מתנגדת לפרסומות

    我反对营销, 我反对营销信息, 我反对推广, 我反對行銷, 我反對推廣, マーケティングに反対します, 広告に反対します
    마케팅에 반대합니다, 광고에 반대합니다`),
  all: words(`
    i object to all messages, i object to your messages, i object to messages, i object to any messages
    i object to the processing of my data, i object to the use of my data, i object to all processing
    ich widerspreche allen nachrichten, ich widerspreche der verarbeitung meiner daten, ich widerspreche der nutzung meiner daten
    ich widerspreche jeder nutzung meiner daten, widerspruch gegen die verarbeitung meiner daten
    je m'oppose à tous les messages, je m'oppose au traitement de mes données
    me opongo a todos los mensajes, me opongo al tratamiento de mis datos
    mi oppongo a tutti i messaggi, mi oppongo al trattamento dei miei dati
    oponho me a todas as mensagens, oponho me ao tratamento dos meus dados, me oponho ao tratamento dos meus dados
    ik maak bezwaar tegen alle berichten, ik maak bezwaar tegen de verwerking van mijn gegevens
    sprzeciwiam się przetwarzaniu moich danych, wnoszę sprzeciw wobec przetwarzania moich danych
    возражаю против обработки моих данных, я возражаю против обработки моих данных
    заперечую проти обробки моїх даних, verilerimin işlenmesine itiraz ediyorum
    saya keberatan data saya diproses, أعترض على معالجة بياناتي, 我反对处理我的数据, 我反對處理我的資料`),
};
