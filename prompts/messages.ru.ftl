### Слова для людей, по-русски. Ключи те же, что в messages.kk.ftl.

## Ответы
answer-not-found = В источниках ответа не найдено.
answer-refused = Как голосовать, решаете только вы: я не советую и не агитирую. Могу показать, что сказано в источниках.
lead-in-other-language = В источнике на казахском языке сказано:
lead-in-further = И ещё:
sources-heading = Источники

## Виды документов
kind-constitution = Конституция
kind-law = закон
kind-explainer = пояснение
kind-news = новость
kind-text = текст

## Почему предложение убрано при проверке
cuts-heading = Не прошло проверку
cuts-none = Проверка ничего не вычеркнула.
cut-generator = модель не дописала ответ
cut-uncited = нет ссылки на источник
cut-empty = в предложении нет слов
cut-quote = таких слов в источнике нет
cut-number = такого числа в источнике нет
cut-name = такого имени или даты в источнике нет
cut-unsupported = источник об этом не говорит
cut-negation = источник говорит обратное
cut-language = не на языке вопроса

## Ход работы
progress-searching = Ищу в источниках…
progress-indexing = Индексирую документы
progress-adding = Читаю файлы
progress-syncing = Сверяю источники
progress-default-corpus = Папка данных пуста: индексирую статьи и пояснения из поставки ({ $count }).
progress-pending = Обновляю индекс ({ $count ->
    [one] { $count } документ
    [few] { $count } документа
   *[many] { $count } документов
}).
chat-welcome = Спрашивайте о Конституции, по-русски или по-казахски. Пустая строка — выход.
chat-prompt = вопрос>
interrupted = Прервано. Что уже добавлено, сохранено.

## Корпус
corpus-refused = не принят
corpus-summary = Добавлено: { $added }, заменено: { $replaced }, без изменений: { $unchanged }, не принято: { $refused }.
sync-summary = Добавлено: { $added }, заменено: { $replaced }, без изменений: { $unchanged }, удалено: { $retired }, не принято: { $refused }.
sync-rehearsed = Это проверка: ничего не записано.
sync-would-add = добавится
sync-would-replace = заменится
sync-would-retire = удалится
corpus-removed = Удалён: { $id }.
corpus-empty = В каталоге нет документов. Добавьте: atazan corpus add ПУТЬ
check-sound = Каталог и индекс целы: { $documents ->
    [one] { $documents } документ
    [few] { $documents } документа
   *[many] { $documents } документов
}, { $passages ->
    [one] { $passages } фрагмент
    [few] { $passages } фрагмента
   *[many] { $passages } фрагментов
}.
check-repaired = Индекс отставал от каталога ({ $count }) и приведён в порядок.
check-damaged-document = Текст документа { $id } не сходится с контрольной суммой: удалите его (atazan corpus remove) и добавьте заново.
check-damaged-file = Файл каталога повреждён: восстановите его из копии.
index-state = { $channel }: { $passages ->
    [one] { $passages } фрагмент
    [few] { $passages } фрагмента
   *[many] { $passages } фрагментов
}.
top-ready = Связь с Telegram
top-questions = Вопросов
top-now = сейчас
top-since-start = с запуска
top-each-second = { $number } в с
top-answered = с ответом
top-not-found = не найдено
top-refused = отказано
top-failed = с ошибкой
top-repeated = Доля ответов из памяти
top-stage-retrieve = Поиск, в среднем
top-stage-generate = Написание ответа, в среднем
top-stage-total = Всего, в среднем
top-wait = Ожидание человека, в среднем
top-open = Незавершённых обновлений
top-waiting = Вопросов в очереди
top-refusals = Не принято Telegram
top-doubles = Возможно, отправлено дважды
top-memory = Память
backup-written = Резервная копия записана: { $path } ({ $names }).
backup-without-redis = Того, что бот хранит на Redis, в копии нет: сохраните отдельно папку appendonlydir сервера.
backup-restored = Восстановлено: { $names }.
index-rebuilt = Индекс построен заново.
snapshot-published = Опубликован снимок { $name }: { $documents } док., { $passages } фрагм.
snapshot-unchanged = Корпус не изменился: остаётся снимок { $name } ({ $made }).
snapshots-pruned = Старые снимки удалены: { $names }.
snapshot-line = { $name }  { $made }  { $documents } док., { $passages } фрагм., atazan { $program }
snapshot-used = Теперь используется снимок { $name }: боты перейдут на него сами.

## Модели
model-kind-embedding = поиск по смыслу
model-kind-reranker = переранжирование
model-kind-llm = составление ответов
model-size = { $megabytes } МБ
model-in-use = используется
model-installed = установлена
model-boxed = встроена
model-boxed-in-use = встроена, используется
model-on-hub = можно скачать
model-non-commercial = только некоммерческое использование
model-licence = Лицензия { $name }: { $licence }.
model-licence-unknown = не указана
model-is-local = { $path } уже на этой машине, скачивать нечего. Положите её в папку моделей и включите: atazan models use
model-pulled = Модель { $name } скачана и проверена: { $path }. Включить её: atazan models use { $name }
model-used = { $setting } = { $path } (было: { $before }).
model-index-follows = Теперь проиндексируйте документы этой моделью: atazan index
model-sound = { $name }: файлы целы ({ $count }).
model-file-damaged = { $name }: файл { $file } повреждён или пропал. Скачайте модель ещё раз: atazan models pull { $name }

## Ошибки: что случилось и что делать
error-prefix = Ошибка:
error-unexpected = Непредвиденный сбой: { $reason }. Подробности покажет ATAZAN_TRACEBACK=1.
error-question-empty = Вопрос пуст: напишите его словами.
error-question-too-long = Вопрос длиннее { $limit } знаков: сократите его.
error-file-empty = { $name }: файл пуст.
error-file-not-text = { $name }: это не текст, или кодировка не распознана: сохраните файл в UTF-8.
error-file-unreadable = { $name }: файл не читается ({ $reason }).
error-file-too-large = { $name }: файл больше 64 МБ, разделите его.
error-file-format = { $name }: такой вид файла не читается: сохраните его как PDF, DOCX, HTML или текст.
error-file-broken = { $name }: файл повреждён или обрывается.
error-file-encrypted = { $name }: файл под паролем: снимите пароль.
error-file-special = { $name }: это не файл, а канал или устройство.
error-file-too-many-pages = { $name }: страниц больше { $limit }, разделите файл.
error-file-too-heavy = { $name }: разбор занял слишком много времени или памяти: разделите файл или сохраните его иначе.
error-pdf-without-text = { $name }: в PDF нет текста: если это скан, сначала распознайте его (OCR).
error-page-without-text = { $name }: на странице нет основного текста.
error-page-too-deep = { $name }: элементы страницы вложены слишком глубоко.
error-feed-empty = { $name }: в ленте нет записей.
error-entry-without-text = { $place }: в записи ленты нет текста.
error-archive-too-large = { $name }: архив при распаковке слишком велик.
error-archive-in-archive = { $name }: архив внутри архива: распакуйте его.
error-link-to-folder = { $name }: ссылка на папку; по ссылкам внутри папок не хожу, добавьте её саму.
error-url-scheme = { $url }: читаются только адреса http:// и https://.
error-url-invalid = { $url }: адрес записан неверно (имя и пароль в адресе тоже не принимаются).
error-host-unknown = { $url }: узел { $host } не найден, проверьте адрес и сеть.
error-address-private = { $url }: { $address } – адрес внутренней сети, оттуда страницы не берутся. Если это ваш сервер, задайте fetch_private_addresses = true.
error-fetch-redirects = { $url }: больше { $limit } перенаправлений подряд.
error-fetch-robots = { $url }: robots.txt этого сайта не разрешает читать страницу.
error-fetch-status = { $url }: сервер ответил кодом { $status }.
error-fetch-too-large = { $url }: больше 64 МБ.
error-fetch-too-slow = { $url }: не загрузился за { $seconds } с.
error-fetch-failed = { $url }: загрузка не удалась ({ $reason }).
error-line-too-long = { $name }: строка слишком длинна для текста.
error-line-not-unicode = { $place }: в записи есть половина символа Unicode (суррогат).
notice-encoding = { $name }: прочитан в кодировке { $encoding }.
notice-pages-without-text = { $name }: на страницах { $pages } одни изображения, их текст не прочитан.
error-folder-empty = { $name }: в папке нет файлов.
error-line-not-json = { $place }: строка не JSON.
error-line-without-text = { $place }: в записи нет поля «_id» или текста.
error-batch-line = { $place }: нужна запись JSON с полем «{ $field }».
error-document-unknown = Нет документа { $id }: что есть, покажет atazan corpus list
error-metrics-off = Порт показателей не задан: впишите в atazan.toml telegram_metrics_port = 9090 и перезапустите бота.
error-metrics-unreached = Бот не отвечает на { $url } ({ $reason }): запущен ли atazan bot?
error-port-taken = Нельзя слушать на { $address } ({ $reason }): задайте другой порт.
error-backup-failed = { $path }: с резервной копией не получилось ({ $reason }).
error-backup-damaged = { $path } – не резервная копия или повреждена: возьмите другую.
error-backup-newer = { $path } записана более новой версией программы: сначала обновите программу.
error-restore-over = В папке { $path } уже есть { $name }: восстановите в пустую папку (--home).
error-snapshot-half = Снимок { $path } ещё не весь здесь (нет файла { $file }): отвечаем по прежнему, пока он не докопируется.
error-snapshot-damaged = Снимок { $path } повреждён ({ $file }): опубликуйте новый командой atazan index publish
error-snapshot-newer = Снимок { $path } записан более новой версией программы: обновите atazan на этой машине.
error-snapshot-other = Снимок { $path } построен иначе, чем умеет читать эта программа ({ $index }: { $made } вместо { $ours }): версия программы и модель должны быть те же, что у того, кто публикует.
error-snapshot-untaken = Снимок { $path } не удалось скопировать сюда ({ $reason }): проверьте диск и права.
error-snapshots-none = В { $path } нет ни одного подходящего снимка: опубликуйте его командой atazan index publish { $path } на машине, где пополняется корпус.
error-snapshots-taken-before = В { $path } сейчас нет подходящего снимка: отвечаем по скопированному раньше, { $name }.
error-snapshots-busy = В { $path } сейчас публикует другой процесс: повторите позже.
error-snapshots-followed = Здесь отвечают по снимкам из { $path }: корпус меняют на машине, которая их публикует.
error-snapshots-chroma = Снимки несут свои векторы: уберите chroma_url или snapshots.
error-snapshot-failed = { $path }: снимок не опубликован ({ $reason }). Прежний остаётся.
error-snapshot-nothing = В каталоге { $path } нет документов, публиковать нечего: atazan corpus add
error-snapshot-document = Документ { $id } не сходится с контрольной суммой, снимок не опубликован: atazan corpus check
error-snapshot-index = Построенный индекс не сходится с каталогом, снимок не опубликован: попробуйте ещё раз.
error-snapshot-unknown = В { $path } нет снимка { $name }: какие есть, покажет atazan index snapshots { $path }
error-catalogue-damaged = { $path } не каталог AtaZań: восстановите файл из копии или уберите его.
error-catalogue-corrupt = Файл каталога { $path } повреждён: восстановите его из копии или уберите и добавьте документы заново.
error-catalogue-busy = Каталог { $path } занят другим процессом: повторите позже.
error-catalogue-disk = В каталог { $path } не удалось записать ({ $reason }): проверьте диск и права.
error-catalogue-newer = { $path } создан более новой версией: обновите atazan.
error-index-damaged = Индекс { $path } не читается: постройте его заново командой atazan index --rebuild
error-index-busy = Индекс сейчас обновляет другой процесс: повторите позже.
error-index-incomplete = Индекс неполон ({ $count } док.), а обновить его не вышло: { $reason }
error-home-unwritable = В папку { $path } нельзя писать: укажите другую через --home или ATAZAN_HOME.
error-settings = Настройка { $name }: значение «{ $value }» не подходит ({ $reason }).
error-settings-file = { $path } не читается: это должен быть файл TOML ({ $reason }).
error-setting-unknown = Настройки { $name } нет: уберите её из { $path }.
error-source-unclear = { $path }, [[sources]] № { $number }: нужно одно из двух, path или url.
error-sources-none = Источники не заданы: опишите их в { $path } разделами [[sources]] (path или url).
error-extra-missing = Не установлены пакеты для этого: pip install "atazan[{ $extra }]"
error-model-missing = Модели { $path } нет: проверьте путь в настройках.
error-model-leads-out = Ссылка { $path } ведёт за пределы папки моделей: положите туда сам файл.
error-model-elsewhere = Модель { $path } лежит вне папки моделей ({ $folder }): переложите её туда или укажите свою папку в настройке models_folder.
error-model-unloadable = Модель { $path } не загружается: { $reason }
error-index-server = Сервер Chroma { $url } не отвечает ({ $reason }): поиск идёт без векторов, по словам.
error-reranker = Переранжирование моделью { $path } не удалось ({ $reason }): порядок остался прежним.
error-model-unknown = Модели { $name } нет ни в списке (atazan models list), ни на хабе: укажите имя из списка, ВЛАДЕЛЕЦ/ИМЯ на хабе или путь к файлам.
error-model-not-here = Модель { $name } ещё не скачана: atazan models pull { $name }
error-model-licence = Лицензия { $name } ({ $licence }) не разрешает коммерческое использование. Если она вам подходит, добавьте --accept-licence.
error-model-gated = Хаб отдаёт { $name } только тем, кто принял условия: примите их на странице модели и задайте HF_TOKEN.
error-model-network = { $name } не удалось скачать: { $reason }. Проверьте сеть и повторите: загрузка продолжится с того же места.
error-model-disk-full = На диске не осталось места для { $name }: освободите его и повторите, загрузка продолжится.
error-model-no-space = В { $path } мало места: нужно ещё { $needed } ГБ, свободно { $free } ГБ.
error-model-hash = { $name }: контрольная сумма не сходится с хабом, скачанное удалено. Повторите загрузку.
error-model-busy = Модель { $name } уже скачивает другой процесс: дождитесь его.
error-model-no-weights = В { $name } нет весов, которые читает sentence-transformers, и нет GGUF.
error-model-no-gguf = В { $name } нет файла GGUF: преобразуйте модель скриптом convert_hf_to_gguf.py из llama.cpp, затем atazan models use ФАЙЛ.gguf
error-model-which-gguf = В { $name } несколько файлов GGUF, укажите один: { $files }
error-model-not-gguf = { $path } не GGUF: нужен файл GGUF версии 2 или 3.
error-model-cut-off = { $path } обрезан: { $size } ГБ из { $expected } ГБ. Скачайте его заново.
error-model-gone = { $path } не читается: проверьте путь и права.
error-model-too-large = { $path } не поместится в память: нужно { $needed } ГБ, доступно { $available } ГБ. Возьмите модель меньше.
error-model-record = { $path } не читается: скачайте модель ещё раз.
error-generator = Модель не смогла ответить: { $reason }
error-generator-busy = Модель занята: вопросов в очереди слишком много. Ответ дан словами источников.
error-generator-slow = Модель не успела ответить.
error-generator-lost = Модель перестала отвечать.
error-ungrounded = Цитаты нет в документе { $id }.
error-language = Язык бывает kk или ru, а не «{ $value }».
error-golden-line = { $place }: запись не читается ({ $reason }).
error-no-default-corpus = Статей из поставки нет: установите пакет заново.

## Проверка установки (doctor)
doctor-heading = Проверка установки
doctor-ok = в порядке
doctor-missing = нет
doctor-python = Python { $version }
doctor-home = Папка данных { $path }
doctor-corpus = Документов в каталоге: { $count }
doctor-index = Индекс: { $passages } фрагм., отстаёт на { $pending } док.
doctor-extra = Расширение { $extra }
doctor-model = Модель { $setting }: { $path }
doctor-server = Сервер модели { $url }
doctor-vectors = Сервер Chroma { $url }
doctor-snapshot = Снимок { $name } из { $path }
doctor-snapshot-other = опубликован { $name }; почему он не подошёл, сказано выше или в журнале бота
doctor-redis = Сервер Redis (redis_url)
doctor-redis-log = Redis записывает каждое изменение на диск
doctor-redis-memory = Redis ничего не вытесняет из памяти
doctor-fix = что сделать: { $command }

## Оценка качества
eval-heading = Качество ответов, вопросов: { $count }
eval-failed = Не сошлось:
metric-outcome = верный исход
metric-false-answers = ложные ответы
metric-false-refusals = ложные отказы
metric-fact-recall = полнота фактов
metric-fact-precision = факты из источников
metric-citation-recall = подтверждено цитатами
metric-citation-precision = цитаты к месту
metric-verbatim = дословность цитат
metric-source = верный источник
metric-locator = верная статья
metric-language = язык вопроса
metric-words = слов в ответе
metric-risk = риск (AURC)
column-all = все [95 %]
column-kk = казахский
column-ru = русский
column-gap = разница каз. − рус.
column-count = вопросов
column-before = было
column-after = стало
column-difference = разница [95 %]
column-stage = время: { $stage }
column-ms = { $median } мс, p95 { $p95 }
tokens-prompt = токенов на входе
tokens-reused = из них из кеша
tokens-written = токенов написано
finding-points = { $value } п. п.
finding-parity-kk = { $metric }: на казахском лучше на { $points } [{ $low }–{ $high }].
finding-parity-ru = { $metric }: на русском лучше на { $points } [{ $low }–{ $high }].
finding-parity-none = Между казахским и русским разницы сверх случайной нет.
finding-better = { $metric }: лучше на { $points } [{ $low }–{ $high }].
finding-worse = { $metric }: хуже на { $points } [{ $low }–{ $high }].
finding-other = { $metric }: изменилось на { $points } [{ $low }–{ $high }].
finding-noise = В пределах случайного: { $metrics }.
finding-same = Разницы нет.
finding-few = Вопросов всего { $count }: по ним видна только большая разница.
finding-fallen = { $metric }: { $value } [{ $low }–{ $high }], а должно быть не хуже { $floor }.
eval-won = Теперь верно: { $count }
eval-lost = Теперь неверно: { $count }
eval-saved = Ответы записаны: { $path }
eval-report-written = Отчёт записан: { $path }
eval-floors-held = { $name }: всё не ниже отметок.
eval-floors-raised = Отметки записаны: { $path }
eval-checked = { $questions } вопросов, замечаний нет.
eval-drafted = Черновиков добавлено в { $path }: { $count }
report-title = Качество ответов
report-tags = По видам вопросов
report-questions = Вопросы
report-evidence = Найденные фрагменты
comparison-title = Сравнение двух прогонов
filter-failed = только несошедшиеся
filter-language = язык
filter-tag = вид
filter-status = исход
filter-text = поиск
plot-risk = Риск и охват
plot-risk-axis = неверных среди отвеченных
plot-coverage = отвечено вопросов, самые уверенные – первыми
plot-decision = Порог решения
plot-share = доля вопросов
plot-confidence = Уверенность
plot-confidence-axis = уверенность
plot-questions = вопросов
plot-answerable = ответ есть
plot-unanswerable = ответа нет
plot-times = Время ответа
plot-ms = миллисекунд
status-answered = ответ
status-not_found = не найдено
status-refused = отказ
status-failed = сбой
judge-yes = да
judge-no = нет
judge-facts-golden = фактов по набору
judge-facts-judge = фактов по мнению судьи
judge-agreement = согласие
error-judge-none = Судить некому: назовите модель (atazan models use …).
error-judge-nothing = В { $path } нет ответов с фактами: судить нечего.
help-eval-judge = Спросить языковую модель, есть ли факты в ответах, и показать её согласие с набором.
golden-twice = повторяет { $detail }
golden-uneven = языки неравны, на казахском { $detail }
golden-facts-none = нет фактов
golden-facts-unexpected = факты у вопроса без ответа
golden-source-missing = источника нет в корпусе
golden-fact-missing = в источнике нет: { $detail }

## Подсказки команд
help-app = Ответы о Конституции Казахстана на казахском и русском, с дословными источниками.
help-home = Папка данных; без неё — ATAZAN_HOME.
help-ask = Ответить на один вопрос.
help-question = Вопрос, на казахском или русском.
help-language = Язык ответа: kk или ru. Без него — язык вопроса.
help-json = Вывести JSON.
help-explain = Показать и то, что вычеркнула проверка, и почему.
help-batch-ask = Файл JSON Lines с полями id, question, lang: по ответу JSON на строку.
help-chat = Беседа в терминале.
help-search = Показать найденные фрагменты, без ответа.
help-query = Запрос.
help-k = Сколько фрагментов показать.
help-batch-search = Файл JSON Lines с полями _id, text.
help-format = Вид вывода для --batch: json или trec.
help-corpus = Документы: добавить, посмотреть, удалить, проверить.
help-corpus-add = Добавить файлы, папки, веб-страницы или BEIR corpus.jsonl.
help-paths = Файлы, папки и адреса страниц.
help-default = Добавить и статьи из поставки.
help-corpus-sync = Привести корпус к списку источников из atazan.toml: добавить, заменить, удалить.
help-dry-run = Только показать, что изменится.
help-corpus-list = Список документов.
help-corpus-show = Показать документ.
help-raw = Только хранимый текст, знак в знак.
help-id = Номер документа.
help-corpus-remove = Удалить документ.
help-corpus-check = Проверить каталог и индекс; что можно, починить.
help-index = Показать состояние индексов или построить их заново.
help-rebuild = Построить заново.
help-index-publish = Опубликовать корпус с индексами как новый снимок, которым отвечают другие машины.
help-index-snapshots = Какие снимки опубликованы; звёздочкой отмечен тот, что используется.
help-index-use = Перейти на другой из опубликованных снимков, например назад после неудачного.
help-snapshots-folder = Папка снимков.
help-snapshots-keep = Сколько последних снимков оставить.
help-snapshot-name = Имя снимка.
help-top = Показатели работающего бота, вживую на терминале.
help-top-once = Показать один раз и выйти.
help-top-every = Через сколько секунд обновлять.
help-backup = Записать резервную копию папки данных в один файл.
help-restore = Вернуть резервную копию в пустую папку данных.
help-backup-file = Файл резервной копии, например atazan.zip.
help-doctor = Проверить установку и сказать, чего не хватает.
help-models = Модели: список, загрузка, выбор, проверка.
help-models-list = Какие модели установлены и какие можно скачать.
help-models-pull = Скачать модель с хаба: сначала назвать лицензию, потом проверить файлы.
help-models-use = Включить модель: записать её в atazan.toml.
help-models-verify = Проверить файлы скачанных моделей.
help-model-name = Имя из списка, ВЛАДЕЛЕЦ/ИМЯ на хабе, ВЛАДЕЛЕЦ/ИМЯ/ФАЙЛ.gguf или путь.
help-accept-licence = Принять лицензию, запрещающую коммерческое использование.
help-eval = Измерить качество.
help-eval-answers = Задать вопросы из наборов и сверить ответы с фактами.
help-eval-save = Записать ответы в этот файл: для отчёта и сравнения.
help-eval-report = Отчёт о записанных ответах: одна страница HTML.
help-eval-compare = Сравнить два прогона: что исправилось, что испортилось.
help-eval-floors = Сверить прогон с отметками, ниже которых нельзя.
help-eval-check = Проверить наборы вопросов: повторы, перекос языков, факты не из источников.
help-eval-draft = Сделать из отзывов 👎 черновики вопросов, без личных данных.
help-run = Записанные ответы (eval answers --save).
help-run-before = Прежний прогон.
help-run-after = Новый прогон.
help-floors-file = Файл отметок, TOML.
help-floors-name = Таблица отметок в файле.
help-floors-raise = Поднять отметки до лучших из достигнутых.
help-feedback = Отзывы, JSON Lines с полями question, language, reason.
help-drafts = Куда дописать черновики.
error-run-line = { $place }: запись прогона не читается ({ $reason }). Сделайте прогон заново: atazan eval answers … --save.
error-floors = { $path }: отметки не читаются ({ $reason }).
error-floors-none = В { $path } нет таблицы «{ $name }»: добавьте её с --raise.
help-eval-retrieval = Задать запросы набора в виде BEIR и измерить, что нашлось.
help-beir = Папка набора: corpus.jsonl, queries.jsonl, qrels/test.tsv.
help-golden = Набор вопросов, JSON Lines.

# Whose words a sentence rests on.
attribution-law = { $law }, { $place }:
attribution-guide = Пересказ статьи { $article } (неофициальный):
edition-adopted = Конституция
edition-draft = Проект Конституции от { $date }
edition-1995 = Конституция 1995 года

# What changed between two editions.
help-corpus-diff = Показать, что изменилось между двумя редакциями закона.
help-diff-old = Номер прежнего документа.
help-diff-new = Номер нового документа.
help-article = Только одна статья.
help-html = Записать страницей HTML в этот файл.
diff-heading = Что изменилось
diff-same = совпадают
diff-changed = изменены
diff-added = добавлены
diff-removed = исключены
fate-same = без изменений
fate-changed = изменена
fate-added = новая
fate-removed = исключена
diff-renumbered = { $new } (прежде { $old })
diff-written = Сравнение записано: { $path }
error-diff-languages = Документы { $old } и { $new } на разных языках: сравнить можно только тексты на одном.
error-article-unknown = В документе { $id } нет статьи { $article }.
error-no-articles = В документе { $id } нет статей: сравниваются только законы.
comparison-same = Текст не изменился ({ $edition } – слово в слово).
comparison-new = Новая статья: в прежнем тексте ({ $edition }) соответствия не найдено.
check-numbers-disagree = Тексты { $one } и { $other } расходятся в числах: { $place } ({ $numbers }).
help-curve = Показать и обе ошибки решения при всех порогах.
curve-threshold = порог
help-kind = Только документы этого вида; можно назвать несколько.
help-since = Только с этого дня (2026-02-01 или 01.02.2026).
help-until = Только по этот день.

## Telegram: приветствие, справка, приватность
telegram-start =
    Здравствуйте! Спросите меня о новой Конституции Казахстана – обо всём, что хотите узнать.

    Пишите своими словами, по-русски или по-казахски. Я найду ответ в документах и покажу, где это сказано.

    Можно начать с одного из этих вопросов:
telegram-help =
    <b>О чём можно спросить?</b>
    • О чём угодно в Конституции: «На сколько лет избирают Президента?»
    • О статье по её номеру: «статья 43» – открою эту статью
    • О том, что изменилось: «что изменилось в статье 43?» – если у меня есть и прежний текст, и новый, поставлю их рядом
    • Продолжить: «а сколько ему должно быть лет?» – предыдущий вопрос я помню

    Цифра [1] в конце предложения – номер источника. Откройте источник, и увидите его собственные слова.

    <b>Чего я не делаю?</b>
    • Не советую, как голосовать, и никого не агитирую
    • Не выдумываю: если в документах ответа нет, так и скажу
    • Не заменяю юриста: мой ответ – справка, а не юридическая консультация

    <b>В группе</b> начните вопрос с моего @имени или ответьте на моё сообщение.

    /sources – что я прочитал
    /language – сменить язык
    /new – начать разговор заново
    /privacy – что я храню
telegram-privacy =
    <b>Что я храню?</b>
    • Ваш Telegram ID (это не номер телефона) и выбранный язык: чтобы знать, кому и на каком языке отвечать
    • Ваши вопросы: чтобы понимать продолжение («а сколько ему должно быть лет?») и чтобы работали кнопки под ответом
    • Ваши оценки 👍 👎 и отзывы: чтобы ответы становились лучше

    <b>Как долго?</b>
    { $days ->
        [one] { $days } день. Потом всё стирается само.
        [few] { $days } дня. Потом всё стирается само.
       *[other] { $days } дней. Потом всё стирается само.
    }

    <b>Кто это видит?</b>
    Ваши вопросы не покидают серверов организации, которая держит этого бота, и никому не передаются. В служебный журнал ни ваши слова, ни ваш ID открыто не пишутся. Сам Telegram эту переписку, конечно, видит.

    <b>Как стереть?</b>
    Напишите /forget: всё, что я о вас храню, сотру сразу. Сообщения в чате вы можете удалить в Telegram сами.
telegram-about =
    Спросите о новой Конституции Казахстана по-русски или по-казахски. Покажу источник каждого предложения, а чего в документах нет, выдумывать не стану. Как голосовать, не советую: это решаете вы.
telegram-about-short = Отвечает на вопросы о новой Конституции, с источниками. По-русски и по-казахски.

## Telegram: команды
telegram-command-help = О чём можно спросить
telegram-command-article = Открыть статью: /article 43
telegram-command-sources = Что я прочитал
telegram-command-language = Сменить язык · Тілді ауыстыру
telegram-command-new = Начать разговор заново
telegram-command-cancel = Остановить ответ
telegram-command-feedback = Оставить отзыв
telegram-command-privacy = Что я о вас храню
telegram-command-forget = Стереть мои данные
telegram-article-question = статья { $number }
telegram-article-usage = Допишите номер статьи, например: /article 43
telegram-feedback-usage = Напишите отзыв сразу после команды, например: /feedback хочется ответов покороче
telegram-feedback-thanks = Спасибо! Ваш отзыв записан.
telegram-new = Хорошо, начнём заново. О чём спросите?
telegram-cancelled = Остановлено.
telegram-cancel-nothing = Останавливать нечего: сейчас я ничего не ищу.
telegram-forgotten = Готово. Ваши вопросы, оценки, отзывы и выбранный язык стёрты.
telegram-language = На каком языке поговорим? · Қай тілде сөйлесейік?
telegram-language-kk = Қазақша
telegram-language-ru = Русский
telegram-language-chosen = Хорошо, поговорим по-русски.
telegram-only-text = Голос, фото, стикеры и файлы я пока не понимаю. Напишите вопрос словами, и я сразу начну искать.

## Telegram: ответ
telegram-not-found-hint = Попробуйте спросить другими словами: возможно, тогда найду. Что я прочитал, покажет /sources.
telegram-brief = Сейчас спрашивают многие, поэтому ответ короче, словами самих источников.
telegram-source-retelling = неофициальный пересказ статьи { $article }
telegram-changes-bold = Слова, которые изменились, выделены жирным.
telegram-comparison-legend = Слова, которые изменились, выделены жирным. Там, где стоит «–», соответствующего пункта нет.
telegram-cut = Текст не поместился в одно сообщение: целиком он откроется по кнопке 📖 внизу.
telegram-good = 👍
telegram-bad = 👎
telegram-show-source = 📖 Читать источник
telegram-show-source-number = 📖 [{ $number }]
telegram-rated-good = Рад, что помог!
telegram-rated-bad = Спасибо, что сказали. Что не так?
telegram-reason-wrong = Неверно
telegram-reason-incomplete = Неполно
telegram-reason-off-topic = Не о том
telegram-reason-language = Не тот язык
telegram-reason-thanks = Спасибо, учту.
telegram-too-old = Этот ответ у меня не сохранился. Спросите ещё раз, и я поищу снова.
telegram-example-1 = Сколько депутатов будет в Курултае?
telegram-example-2 = На сколько лет избирают Президента?
telegram-example-3 = Будет ли медицинская помощь бесплатной?
telegram-example-4 = Статья 43

## Telegram: ожидание и сбои
telegram-place =
    { $place ->
        [one] Перед вами { $place } вопрос, отвечу, как дойдёт очередь. Если передумали: /cancel
        [few] Перед вами { $place } вопроса, отвечу, как дойдёт очередь. Если передумали: /cancel
       *[other] Перед вами { $place } вопросов, отвечу, как дойдёт очередь. Если передумали: /cancel
    }
telegram-busy = Сейчас спрашивают очень многие. Ваш вопрос я принял, место в очереди: { $place }. Ответ появится в этом сообщении.
telegram-queue-full =
    { $count ->
        [one] Сначала отвечу на { $count } ваш вопрос, потом продолжим. Остановить: /cancel
        [few] Сначала отвечу на { $count } ваших вопроса, потом продолжим. Остановить: /cancel
       *[other] Сначала отвечу на { $count } ваших вопросов, потом продолжим. Остановить: /cancel
    }
telegram-limit-seconds =
    { $count ->
        [one] Столько вопросов – это приятно! Подождите { $count } секунду и спросите снова.
        [few] Столько вопросов – это приятно! Подождите { $count } секунды и спросите снова.
       *[other] Столько вопросов – это приятно! Подождите { $count } секунд и спросите снова.
    }
telegram-limit-minutes =
    { $count ->
        [one] Столько вопросов – это приятно! Передохнём, а через { $count } минуту продолжим.
        [few] Столько вопросов – это приятно! Передохнём, а через { $count } минуты продолжим.
       *[other] Столько вопросов – это приятно! Передохнём, а через { $count } минут продолжим.
    }
telegram-limit-hours =
    { $count ->
        [one] На сегодняшние вопросы я ответил. Продолжим примерно через { $count } час.
        [few] На сегодняшние вопросы я ответил. Продолжим примерно через { $count } часа.
       *[other] На сегодняшние вопросы я ответил. Продолжим примерно через { $count } часов.
    }
telegram-outage = Сейчас идут технические работы, ответить не могу. Загляните, пожалуйста, чуть позже.
telegram-failed = Простите, у меня что-то сломалось. Отправьте, пожалуйста, вопрос ещё раз.

## Telegram: список источников
telegram-sources = <b>Документы, которые я прочитал</b> ({ $count })
telegram-sources-none = Пока я не прочитал ни одного документа.
telegram-sources-constitution = Конституция
telegram-sources-law = Законы
telegram-sources-explainer = Разъяснения
telegram-sources-news = Новости
telegram-sources-text = Другие тексты
telegram-sources-retellings =
    { $count ->
        [one] Неофициальный пересказ Конституции: { $count } статья
        [few] Неофициальный пересказ Конституции: { $count } статьи
       *[other] Неофициальный пересказ Конституции: { $count } статей
    }
telegram-sources-more =
    { $count ->
        [one] …и ещё { $count } документ
        [few] …и ещё { $count } документа
       *[other] …и ещё { $count } документов
    }

## Telegram: администратору
telegram-stats = <b>Как работает бот</b>
telegram-stat-people = Людей: { $count }
telegram-stat-answers-today = Ответов за сутки: { $count }
telegram-stat-open = В очереди: { $count }
telegram-stat-good = 👍 { $count }
telegram-stat-bad = 👎 { $count }
telegram-stat-doubles = Сообщений, что могли уйти дважды: { $count }
telegram-stat-failed = Обновлений без ответа: { $count }
telegram-stat-too-fast = Telegram просил помедленнее: { $count }
telegram-reloaded = Корпус перечитан, документов: { $count }.
telegram-outage-on = Приостановлено: на вопросы не отвечаю. Включить снова: /outage off
telegram-outage-off = Работаю: на вопросы отвечаю. Приостановить: /outage on

## Telegram: ход работы
help-bot = Запустить Telegram-бота (токен: ATAZAN_TELEGRAM_TOKEN).
help-feedback-export = Вывести вопросы с оценкой 👎, JSON Lines для eval draft; личные данные закрыты.
help-comments = Вывести отзывы, написанные через /feedback.
error-telegram-token-missing = Нет токена бота. Получите его у @BotFather и задайте: ATAZAN_TELEGRAM_TOKEN=…
error-telegram-token = Telegram не принимает токен бота. Проверьте ATAZAN_TELEGRAM_TOKEN.
error-telegram-running = Бот с этой папкой данных уже запущен: { $path }
error-telegram-database = { $path }: база бота не открывается ({ $reason }).
error-telegram-database-newer = { $path }: база бота создана более новой версией программы. Обновите atazan.
error-redis = Сервер Redis не отвечает ({ $reason }): проверьте настройку redis_url и запущен ли сервер.
error-redis-url = Адрес в redis_url непонятен. Образец: redis://10.0.0.5:6379/0
error-webhook-secret = Когда работает несколько процессов бота, секрет вебхука у них общий: задайте telegram_webhook_secret.
error-telegram-none = { $path }: бот здесь ещё не работал, отзывов нет.
