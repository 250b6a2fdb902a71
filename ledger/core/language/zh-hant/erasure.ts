// Chinese, traditional.

import type { ErasureStrings } from '../erasure-strings.ts';

export const zhHant: ErasureStrings = {
  heading: '刪除關於您的一切',
  means: '{business}將銷毀此處記錄的關於您的一切。此操作無法復原。',
  stays:
    '保留的內容：一個識別您號碼的標記，以免在您再次同意之前有人傳訊息給您；以及公開日誌中不透露您任何資訊的條目。',
  only: '刪除一切；我以後可能再次同意',
  never: '刪除一切，並且從現在起永遠不要再傳訊息給我',
  ask: '申請刪除',
  askMeans: '{business}會先審查。完成之前仍可能收到訊息；您可以在上方停止。',
  asked: '您於{date}要求{business}刪除關於您的一切。尚未完成。',
  refused: '{business}於{date}沒有同意此要求。請透過下方聯絡方式詢問原因。您也可以向資料保護機關申訴。',
  linkOnly: '僅憑此連結不能表明該號碼屬於您：它可能是別人轉傳的。',
  byMessage: '如要申請，請用該號碼透過 WhatsApp 向{business}原樣傳送以下訊息：',
  byContact: '如要申請，請透過下方聯絡方式寫信給{business}。',
  atOnce: '訊息一送達，一切即被刪除。',
  open: '開啟 WhatsApp',
  message: '請刪除你們記錄的關於我的一切。此號碼為我本人所有。',
};
