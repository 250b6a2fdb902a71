// Vietnamese.

import type { PersonStrings } from '../person-strings.ts';

export const vi: PersonStrings = {
  titleOne: 'Sự đồng ý của bạn nhận tin nhắn WhatsApp từ {business}',
  titleAll: 'Các lựa chọn WhatsApp của bạn với {business}',
  skip: 'Chuyển đến sự đồng ý của bạn',

  standingOn: 'Đang bật',
  standingOnMeans: '{business} được gửi cho bạn những tin nhắn này.',
  standingStopped: 'Đã dừng',
  standingStoppedMeans: 'Thời điểm dừng: {date}. {business} không được gửi cho bạn những tin nhắn này nữa.',
  standingTakenBack: 'Đã rút lại',
  standingTakenBackMeans:
    'Chỉ sự đồng ý này đã được rút lại vào {date}. Nếu bạn cũng đã đồng ý vào lúc khác hoặc ở nơi khác, tin nhắn có thể vẫn đến. Để dừng tất cả, hãy gửi STOP đến {business} trên WhatsApp hoặc dùng thông tin liên hệ bên dưới.',
  standingExpired: 'Đã hết hạn',
  standingExpiredMeans: 'Thời điểm hết hạn: {date}. Không được gửi tin nhắn dựa trên sự đồng ý này.',
  standingTooWeak: 'Đã dừng',
  standingTooWeakMeans: 'Bạn đã dừng. Những gì được ghi nhận sau đó không đủ để bắt đầu lại.',
  standingThisOnly: 'Đã ghi lại',
  standingThisOnlyMeans:
    'Chưa ai dừng sự đồng ý này trên trang này. Để bảo vệ người giữ số, liên kết này không hiện gì thêm: nếu bạn đã dừng bằng cách khác thì điều đó vẫn có hiệu lực.',

  stop: 'Dừng những tin nhắn này',
  stopMeans: 'Có hiệu lực ngay. Không cần làm gì thêm.',
  takeBack: 'Rút lại sự đồng ý này',
  takeBackMeans:
    'Có hiệu lực ngay, chỉ với sự đồng ý này. Nếu bạn cũng đã đồng ý ở nơi khác, hãy dừng ở đó nữa.',
  stopAll: 'Dừng mọi tin nhắn từ {business}',
  stopAllMeans:
    'Chấm dứt mọi sự đồng ý trên trang này và mọi sự đồng ý khác bạn đã cho tại đây. Có hiệu lực ngay.',
  object: 'Tôi phản đối tin nhắn tiếp thị từ {business}',
  objectMeans:
    'Bạn sẽ không nhận tin nhắn tiếp thị nào nữa, kể cả khi bạn vô tình đánh dấu vào một ô ở nơi khác. Các tin nhắn khác không bị ảnh hưởng.',
  objected: 'Bạn đã phản đối tin nhắn tiếp thị từ {business} kể từ {date}.',
  stoppedNow: 'Xong. Đã dừng.',
  takenBackNow: 'Xong. Chỉ sự đồng ý này đã được rút lại.',
  nothingHere: 'Không có sự đồng ý nào của bạn được ghi nhận tại đây.',

  agreedOn: 'Thời điểm bạn đồng ý: {date}',
  details: 'Chi tiết',
  alsoShown: 'Cũng đã hiển thị',
  alsoFolded: 'Sau một dòng mở ra khi chạm',
  agreedExact: 'Đây là nguyên văn như đã ghi nhận. Chỉ hiện phần cuối của số.',
  statedWords: 'Nội dung mà một hệ thống của doanh nghiệp nói là đã hiện hoặc đã phát:',
  wordsNotRecorded: 'Những lời bạn đã thấy hoặc nghe không có trong bản ghi này.',
  when: 'Khi nào',
  how: 'Bằng cách nào',
  where: 'Ở đâu',
  wording: 'Nội dung',
  wordingVersion: '{id}, phiên bản {version}',
  channels: {
    web: 'Trên trang web',
    email: 'Qua email',
    sms: 'Qua tin nhắn SMS',
    app: 'Trong ứng dụng',
    ivr: 'Bấm phím trên điện thoại',
    agent: 'Nói trực tiếp với nhân viên',
    paper: 'Trên giấy',
    whatsapp: 'Trong WhatsApp',
    import: 'Lấy từ một danh sách cũ hơn',
  },

  gradeHeading: 'Điều này cho thấy gì và không cho thấy gì',
  gradeScale: 'Mức {grade} trên thang từ E0 đến E4',
  gradeShows: {
    E0: 'Doanh nghiệp lấy thông tin này từ một danh sách cũ hơn.',
    E1: 'Doanh nghiệp nói rằng bạn đã đồng ý.',
    E2: 'Nội dung đã được hiện hoặc đọc lên, và có người đã đánh dấu vào ô hoặc bấm phím.',
    E3: 'Nội dung đã hiện trên màn hình, có người đã tự tay đánh dấu vào ô, và trang đã trao đổi mới với sổ cái này khi đó.',
    E4: 'Như E3 hoặc bằng cách khác, và người đồng ý cũng đã cho thấy số đó là của mình.',
  },
  gradeShowsNot: {
    E0: 'Không cho thấy có ai được hỏi hoặc đã đồng ý.',
    E1: 'Không cho thấy màn hình đã hiện gì hoặc ai đã đồng ý.',
    E2: 'Không cho thấy đó là ai. Một trang hoặc hệ thống gian dối có thể tự nhận như vậy.',
    E3: 'Không cho thấy đó là ai. Trang thuộc về doanh nghiệp, và một trang gian dối có thể tự nhận như vậy.',
    E4: 'Không cho thấy tên của người giữ số.',
  },
  callShows:
    'Nội dung đã được đọc trong cuộc gọi, người gọi đã bấm phím, và nhà cung cấp dịch vụ điện thoại đã ký báo cáo về việc đó.',
  callShowsNot: 'Không cho thấy người gọi là ai. Số của người gọi có thể bị giả mạo.',
  smsShows: 'Bạn đã viết “{keyword}”, những lời này được gửi lại qua tin nhắn SMS, và câu trả lời là có.',
  smsShowsNot: 'Điều này không cho thấy ai đã viết tin nhắn. Người gửi SMS có thể bị giả mạo.',
  gradeBecause: {
    saidOnly: 'Chỉ một hệ thống của doanh nghiệp nói như vậy.',
    tickedBefore: 'Ô đã được đánh dấu trước khi bạn đến.',
    notByHand: 'Trình duyệt không xác nhận rằng có người đã nhấp.',
    outOfView: 'Chưa đến một nửa số chữ hiện trên màn hình.',
    covered: 'Có thể có thứ gì đó đã che hoặc giấu các chữ.',
    hardToRead: 'Các chữ quá nhỏ hoặc quá mờ.',
    notFresh: 'Chữ ký có thể đã được tạo vào lúc khác.',
    callNotSigned: 'Nhà cung cấp dịch vụ điện thoại không ký báo cáo về cuộc gọi.',
    smsNotSigned: 'Nhà cung cấp SMS không ký vào báo cáo về câu trả lời.',
    keyedIn: 'Người gọi đã bấm số này trong cuộc gọi.',
  },

  lookedHeading: 'Ai đã xem',
  lookedBy: {
    key: 'Một hệ thống của doanh nghiệp',
    staff: 'Một người làm việc cho doanh nghiệp',
    operator: 'Người vận hành sổ này',
    link: 'Người có liên kết đến trang này',
  },

  privacy: 'Số của bạn được sử dụng như thế nào',

  proofHeading: 'Bằng chứng',
  proofMeans:
    'Bản ghi có một vị trí cố định trong nhật ký công khai. Không ai có thể sửa hoặc lùi ngày mà không bị phát hiện. Bản thân nhật ký không hiện số hay tên nào.',
  leafIndex: 'Mục',
  treeSize: 'Số mục trong nhật ký lúc đó',
  checkpoint: 'Trạng thái có chữ ký của nhật ký',
  recordId: 'Bản ghi',
  download: 'Tải tệp bằng chứng',
  downloadMeans:
    'Tệp có mọi thứ cần để kiểm tra bản ghi mà không cần trang này, và có cả số của bạn: hãy giữ cho riêng mình.',
  downloadSealedMeans:
    'Tệp có bằng chứng nhưng không có bản ghi, nên không có số của bạn. Hãy hỏi doanh nghiệp để lấy tệp đầy đủ.',

  verifyHeading: 'Tự kiểm tra',
  verifyMeans:
    'Trình duyệt của bạn có thể tính lại toàn bộ bằng chứng từ tệp. Không có gì rời khỏi thiết bị của bạn: chỉ tải về các khóa công khai.',
  verifyButton: 'Kiểm tra trong trình duyệt này',
  verifyFile: 'Hoặc kiểm tra một tệp bằng chứng bạn có',
  verifyWorking: 'Đang kiểm tra',
  verifyTrue: 'Bằng chứng là đúng',
  verifyTrueMeans:
    'Bản ghi này là mục {index} trong nhật ký có {size} mục, không bị thay đổi, và nhật ký cùng biên nhận được ký bằng các khóa mà sổ cái này công bố.',
  verifyFalse: 'Bằng chứng không đúng',
  verifyFalseMeans: 'Có điều gì đó trong tệp không khớp. Chỗ không khớp được đánh dấu bên dưới.',
  verifyNotEvidence: 'Đây không phải là tệp bằng chứng.',
  verifyUnreachable: 'Không tải được bằng chứng hoặc các khóa. Hãy thử lại.',
  verifyUnable:
    'Trình duyệt này không kiểm tra được loại chữ ký đó. Hãy dùng trình duyệt mới hơn hoặc tải tệp về.',
  steps: {
    opening: 'Bản ghi và số bí mật của nó cho ra mục công khai',
    leaf: 'Mục cho ra mã băm của nó',
    path: 'Mã băm và các mã băm lân cận cho ra gốc của nhật ký',
    checkpoint: 'Nhật ký đã ký gốc này',
    receipt: 'Biên nhận đã được ký và có cùng nội dung',
    keys: 'Các khóa là những khóa mà sổ cái này công bố',
  },
  stepGood: 'khớp',
  stepBad: 'không khớp',

  goneTitle: 'Liên kết này không hiện gì',
  goneMeans: 'Liên kết có thể thiếu, quá cũ, hoặc nội dung của nó đã bị xóa.',
  goneWhatToDo:
    'Hãy mở lại liên kết từ tin nhắn đã gửi kèm nó. Nếu vẫn không được, hãy hỏi doanh nghiệp đã gửi; họ có thể gửi liên kết mới, và phải dừng khi bạn yêu cầu.',
  busyTitle: 'Quá nhiều yêu cầu',
  busyMeans: 'Có nhiều yêu cầu từ mạng của bạn. Hãy chờ một phút rồi mở lại liên kết.',
};
