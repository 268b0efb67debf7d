### Адамдарға арналған сөздер, қазақша. Кілттері messages.ru.ftl файлындағымен бірдей.

## Жауаптар
answer-not-found = Дереккөздерден жауап табылмады.
answer-refused = Қалай дауыс беруді тек өзіңіз шешесіз: мен кеңес бермеймін, үгіттемеймін. Дереккөздерде не айтылғанын көрсете аламын.
lead-in-other-language = Орыс тіліндегі дереккөзде былай делінген:
lead-in-further = Тағы:
sources-heading = Дереккөздер

## Құжат түрлері
kind-constitution = Конституция
kind-law = заң
kind-explainer = түсіндірме
kind-news = жаңалық
kind-text = мәтін

## Сөйлем тексеруде неге алынып тасталды
cuts-heading = Тексеруден өтпегені
cuts-none = Тексеру ештеңе алып тастаған жоқ.
cut-generator = модель жауабын аяқтамады
cut-uncited = дереккөзге сілтеме жоқ
cut-empty = сөйлемде сөз жоқ
cut-quote = дереккөзде мұндай сөз жоқ
cut-number = дереккөзде мұндай сан жоқ
cut-name = дереккөзде мұндай есім не күн жоқ
cut-unsupported = дереккөзде бұл айтылмаған
cut-negation = дереккөзде керісінше айтылған
cut-language = сұрақтың тілінде емес

## Жұмыс барысы
progress-searching = Дереккөздерден іздеп жатырмын…
progress-indexing = Құжаттар индекстелуде
progress-adding = Файлдар оқылуда
progress-syncing = Дереккөздер салыстырылуда
progress-default-corpus = Деректер қалтасы бос: бағдарламамен бірге келген мақалалар мен түсіндірмелер индекстеледі ({ $count }).
progress-pending = Индекс жаңартылып жатыр ({ $count } құжат).
chat-welcome = Конституция туралы қазақша не орысша сұраңыз. Бос жол – шығу.
chat-prompt = сұрақ>
interrupted = Тоқтатылды. Қосылып үлгергені сақталды.

## Корпус
corpus-refused = қабылданбады
corpus-summary = Қосылғаны: { $added }, ауыстырылғаны: { $replaced }, өзгермегені: { $unchanged }, қабылданбағаны: { $refused }.
sync-summary = Қосылғаны: { $added }, ауыстырылғаны: { $replaced }, өзгермегені: { $unchanged }, жойылғаны: { $retired }, қабылданбағаны: { $refused }.
sync-rehearsed = Бұл тек тексеру: ештеңе жазылған жоқ.
sync-would-add = қосылады
sync-would-replace = ауыстырылады
sync-would-retire = жойылады
corpus-removed = Жойылды: { $id }.
corpus-empty = Каталогта құжат жоқ. Қосыңыз: atazan corpus add ЖОЛ
check-sound = Каталог пен индекс бүтін: { $documents } құжат, { $passages } үзінді.
check-repaired = Индекс каталогтан қалып қойған екен ({ $count }), ретке келтірілді.
check-damaged-document = { $id } құжатының мәтіні бақылау сомасына сай емес: жойып (atazan corpus remove), қайта қосыңыз.
check-damaged-file = Каталог файлы бүлінген: көшірмесінен қалпына келтіріңіз.
index-state = { $channel }: { $passages } үзінді.
top-ready = Telegram-мен байланыс
top-questions = Сұрақтар
top-now = қазір
top-since-start = қосылғалы
top-each-second = секундына { $number }
top-answered = жауап берілгені
top-not-found = табылмағаны
top-refused = бас тартылғаны
top-failed = қателескені
top-repeated = Есте сақталған жауаптың үлесі
top-stage-retrieve = Іздеу, орташа
top-stage-generate = Жауап жазу, орташа
top-stage-total = Барлығы, орташа
top-wait = Адамның күткені, орташа
top-open = Бітпеген жаңартулар
top-waiting = Кезектегі сұрақтар
top-refusals = Telegram қабылдамағаны
top-doubles = Екі рет жіберілуі мүмкін
top-memory = Жады
backup-written = Сақтық көшірме жазылды: { $path } ({ $names }).
backup-without-redis = Боттың Redis-те сақтағаны бұл көшірмеге кірмейді: сервердің appendonlydir қалтасын бөлек сақтаңыз.
backup-restored = Қалпына келтірілді: { $names }.
index-rebuilt = Индекс қайта құрылды.
snapshot-published = { $name } нұсқасы жарияланды: { $documents } құжат, { $passages } үзінді.
snapshot-unchanged = Корпус өзгерген жоқ: { $name } нұсқасы қала береді ({ $made }).
snapshots-pruned = Ескі нұсқалар жойылды: { $names }.
snapshot-line = { $name }  { $made }  { $documents } құжат, { $passages } үзінді, atazan { $program }
snapshot-used = Енді { $name } нұсқасы қолданылады: боттар оған өздері көшеді.

## Модельдер
model-kind-embedding = мағына бойынша іздеу
model-kind-reranker = қайта реттеу
model-kind-llm = жауап жазу
model-size = { $megabytes } МБ
model-in-use = қолданыста
model-installed = орнатылған
model-boxed = бағдарламамен бірге келеді
model-boxed-in-use = бағдарламамен бірге келеді, қолданыста
model-on-hub = жүктеуге болады
model-non-commercial = тек коммерциялық емес мақсатта
model-licence = { $name } лицензиясы: { $licence }.
model-licence-unknown = көрсетілмеген
model-is-local = { $path } осы машинада тұр, жүктейтін ештеңе жоқ. Модельдер қалтасына салып, қосыңыз: atazan models use
model-pulled = { $name } моделі жүктелді әрі тексерілді: { $path }. Қосу үшін: atazan models use { $name }
model-used = { $setting } = { $path } (бұрын: { $before }).
model-index-follows = Енді құжаттарды осы модельмен индекстеңіз: atazan index
model-sound = { $name }: файлдары бүтін ({ $count }).
model-file-damaged = { $name }: { $file } файлы бүлінген не жоқ. Модельді қайта жүктеңіз: atazan models pull { $name }

## Қателер: не болды және не істеу керек
error-prefix = Қате:
error-unexpected = Күтпеген ақау: { $reason }. Толығырақ: ATAZAN_TRACEBACK=1.
error-question-empty = Сұрақ бос: сөзбен жазыңыз.
error-question-too-long = Сұрақ { $limit } таңбадан ұзын: қысқартыңыз.
error-file-empty = { $name }: файл бос.
error-file-not-text = { $name }: мәтін емес не кодтауы танылмады: файлды UTF-8 түрінде сақтаңыз.
error-file-unreadable = { $name }: файл оқылмайды ({ $reason }).
error-file-too-large = { $name }: файл 64 МБ-тан үлкен, бөліңіз.
error-file-format = { $name }: файлдың бұл түрі оқылмайды: PDF, DOCX, HTML не мәтін етіп сақтаңыз.
error-file-broken = { $name }: файл бүлінген не соңына дейін жетпейді.
error-file-encrypted = { $name }: файлға құпиясөз қойылған: оны алып тастаңыз.
error-file-special = { $name }: бұл файл емес, арна не құрылғы.
error-file-too-many-pages = { $name }: { $limit } беттен көп, файлды бөліңіз.
error-file-too-heavy = { $name }: талдауға тым көп уақыт не жад кетті: файлды бөліңіз не басқаша сақтаңыз.
error-pdf-without-text = { $name }: PDF ішінде мәтін жоқ: скан болса, алдымен мәтінін танытыңыз (OCR).
error-page-without-text = { $name }: бетте негізгі мәтін жоқ.
error-page-too-deep = { $name }: бет элементтері бірінің ішіне бірі тым терең салынған.
error-feed-empty = { $name }: таспада жазба жоқ.
error-entry-without-text = { $place }: таспа жазбасында мәтін жоқ.
error-archive-too-large = { $name }: архив ашылғанда тым үлкен болады.
error-archive-in-archive = { $name }: архив ішіндегі архив: оны ашып алыңыз.
error-link-to-folder = { $name }: қалтаға сілтеме; қалта ішіндегі сілтемелермен жүрмеймін, қалтаның өзін қосыңыз.
error-url-scheme = { $url }: тек http:// және https:// мекенжайлары оқылады.
error-url-invalid = { $url }: мекенжай қате жазылған (ішінде пайдаланушы аты мен құпиясөз болса да қабылданбайды).
error-host-unknown = { $url }: { $host } торабы табылмады, мекенжай мен желіні тексеріңіз.
error-address-private = { $url }: { $address } – ішкі желінің мекенжайы, ондағы беттер алынбайды. Өз серверіңіз болса, fetch_private_addresses = true деп қойыңыз.
error-fetch-redirects = { $url }: қатарынан { $limit } реттен көп бағытталды.
error-fetch-robots = { $url }: сайттың robots.txt файлы бұл бетті оқуға рұқсат бермейді.
error-fetch-status = { $url }: сервер { $status } кодымен жауап берді.
error-fetch-too-large = { $url }: 64 МБ-тан үлкен.
error-fetch-too-slow = { $url }: { $seconds } секундта жүктелмеді.
error-fetch-failed = { $url }: жүктелмеді ({ $reason }).
error-line-too-long = { $name }: жол мәтін үшін тым ұзын.
error-line-not-unicode = { $place }: жазбада Unicode таңбасының жартысы (суррогат) бар.
notice-encoding = { $name }: { $encoding } кодтауымен оқылды.
notice-pages-without-text = { $name }: { $pages }-беттерде тек суреттер бар, олардың мәтіні оқылмады.
error-folder-empty = { $name }: қалтада файл жоқ.
error-line-not-json = { $place }: жол JSON емес.
error-line-without-text = { $place }: жазбада «_id» не мәтін жоқ.
error-batch-line = { $place }: «{ $field }» өрісі бар JSON жазбасы керек.
error-document-unknown = { $id } құжаты жоқ: барын atazan corpus list көрсетеді
error-metrics-off = Көрсеткіштер порты берілмеген: atazan.toml файлына telegram_metrics_port = 9090 жазып, ботты қайта қосыңыз.
error-metrics-unreached = Бот { $url } мекенжайында жауап бермеді ({ $reason }): atazan bot жұмыс істеп тұр ма?
error-port-taken = { $address } мекенжайында тыңдау мүмкін емес ({ $reason }): басқа порт беріңіз.
error-backup-failed = { $path }: сақтық көшірмемен жұмыс істелмеді ({ $reason }).
error-backup-damaged = { $path } сақтық көшірме емес не бүлінген: басқа көшірмені алыңыз.
error-backup-newer = { $path } бағдарламаның жаңарақ нұсқасында жазылған: алдымен бағдарламаны жаңартыңыз.
error-restore-over = { $path } қалтасында { $name } бар: бос қалтаға қалпына келтіріңіз (--home).
error-snapshot-half = { $path } нұсқасы әлі толық көшірілмеген ({ $file } файлы жоқ): ол толғанша бұрынғысымен жауап береміз.
error-snapshot-damaged = { $path } нұсқасы бүлінген ({ $file }): жаңасын жариялаңыз: atazan index publish
error-snapshot-newer = { $path } нұсқасын бағдарламаның жаңарақ шығарылымы жазған: осы машинадағы atazan-ды жаңартыңыз.
error-snapshot-other = { $path } нұсқасын бұл бағдарлама оқи алмайды ({ $index }: { $made }, ал бізде { $ours }): бағдарлама мен модель жариялайтын машинадағыдай болуы керек.
error-snapshot-untaken = { $path } нұсқасын осында көшіру мүмкін болмады ({ $reason }): диск пен рұқсаттарды тексеріңіз.
error-snapshots-none = { $path } қалтасында жарамды нұсқа жоқ: корпус толықтырылатын машинада жариялаңыз: atazan index publish { $path }
error-snapshots-taken-before = { $path } қалтасында қазір жарамды нұсқа жоқ: бұрын көшірілген { $name } нұсқасымен жауап береміз.
error-snapshots-busy = { $path } қалтасына қазір басқа процесс жариялап жатыр: кейінірек қайталаңыз.
error-snapshots-followed = Мұнда { $path } қалтасындағы нұсқалармен жауап беріледі: корпусты жариялайтын машинада өзгертіңіз.
error-snapshots-chroma = Нұсқалардың векторлары өздерімен бірге келеді: chroma_url не snapshots баптауын алып тастаңыз.
error-snapshot-failed = { $path }: нұсқа жарияланбады ({ $reason }). Бұрынғысы қала береді.
error-snapshot-nothing = { $path } каталогында құжат жоқ, жариялайтын ештеңе жоқ: atazan corpus add
error-snapshot-document = { $id } құжаты бақылау қосындысына сәйкес емес, нұсқа жарияланбады: atazan corpus check
error-snapshot-index = Құрылған индекс каталогқа сәйкес келмеді, нұсқа жарияланбады: қайталап көріңіз.
error-snapshot-unknown = { $path } қалтасында { $name } нұсқасы жоқ: барын көру үшін: atazan index snapshots { $path }
error-catalogue-damaged = { $path } – AtaZań каталогы емес: көшірмесінен қалпына келтіріңіз не алып тастаңыз.
error-catalogue-corrupt = { $path } каталог файлы бүлінген: көшірмеден қалпына келтіріңіз немесе алып тастап, құжаттарды қайта қосыңыз.
error-catalogue-busy = { $path } каталогы басқа процестің қолында: кейінірек қайталаңыз.
error-catalogue-disk = { $path } каталогына жазылмады ({ $reason }): диск пен рұқсатты тексеріңіз.
error-catalogue-newer = { $path } жаңарақ нұсқада жасалған: atazan бағдарламасын жаңартыңыз.
error-index-damaged = { $path } индексі оқылмайды: atazan index --rebuild пәрменімен қайта құрыңыз
error-index-busy = Индексті қазір басқа процесс жаңартып жатыр: кейінірек қайталаңыз.
error-index-incomplete = Индекс толық емес ({ $count } құжат), жаңарту мүмкін болмады: { $reason }
error-home-unwritable = { $path } қалтасына жазуға болмайды: --home не ATAZAN_HOME арқылы басқасын көрсетіңіз.
error-settings = { $name } баптауы: «{ $value }» мәні жарамайды ({ $reason }).
error-settings-file = { $path } оқылмайды: ол TOML файлы болуы керек ({ $reason }).
error-setting-unknown = { $name } деген баптау жоқ: оны { $path } файлынан алып тастаңыз.
error-source-unclear = { $path }, № { $number } [[sources]]: path пен url-дің біреуі ғана керек.
error-sources-none = Дереккөздер берілмеген: оларды { $path } файлында [[sources]] бөлімдерімен көрсетіңіз (path не url).
error-extra-missing = Бұған керек пакеттер орнатылмаған: pip install "atazan[{ $extra }]"
error-model-missing = { $path } моделі жоқ: баптаудағы жолын тексеріңіз.
error-model-leads-out = { $path } сілтемесі модельдер қалтасынан тыс жерге апарады: файлдың өзін сол қалтаға салыңыз.
error-model-elsewhere = { $path } модельдер қалтасында ({ $folder }) емес: моделді сонда көшіріңіз немесе models_folder баптауында өз қалтаңызды көрсетіңіз.
error-model-unloadable = { $path } моделі жүктелмейді: { $reason }
error-index-server = { $url } мекенжайындағы Chroma сервері жауап бермейді ({ $reason }): іздеу векторсыз, сөз бойынша жүреді.
error-reranker = { $path } моделімен қайта реттеу мүмкін болмады ({ $reason }): бұрынғы рет сақталды.
error-model-unknown = { $name } моделі тізімде де (atazan models list), хабта да жоқ: тізімдегі атын, хабтағы ИЕСІ/АТЫ белгісін не файл жолын көрсетіңіз.
error-model-not-here = { $name } моделі әлі жүктелмеген: atazan models pull { $name }
error-model-licence = { $name } лицензиясы ({ $licence }) коммерциялық мақсатта қолдануға рұқсат бермейді. Сізге жараса, --accept-licence қосыңыз.
error-model-gated = Хаб { $name } моделін шартын қабылдағандарға ғана береді: модель бетінде шартты қабылдап, HF_TOKEN орнатыңыз.
error-model-network = { $name } жүктелмеді: { $reason }. Желіні тексеріп, қайталаңыз: жүктеу тоқтаған жерінен жалғасады.
error-model-disk-full = Дискіде { $name } үшін орын қалмады: орын босатып, қайталаңыз, жүктеу жалғасады.
error-model-no-space = { $path } ішінде орын аз: тағы { $needed } ГБ керек, бос орын { $free } ГБ.
error-model-hash = { $name }: бақылау сомасы хабтағыға сай емес, жүктелгені өшірілді. Қайта жүктеңіз.
error-model-busy = { $name } моделін басқа процесс жүктеп жатыр: аяқталуын күтіңіз.
error-model-no-weights = { $name } ішінде sentence-transformers оқитын салмақтар да, GGUF та жоқ.
error-model-no-gguf = { $name } ішінде GGUF файлы жоқ: модельді llama.cpp құрамындағы convert_hf_to_gguf.py арқылы түрлендіріп, atazan models use ФАЙЛ.gguf пәрменін беріңіз
error-model-which-gguf = { $name } ішінде бірнеше GGUF файлы бар, біреуін көрсетіңіз: { $files }
error-model-not-gguf = { $path } – GGUF емес: 2 не 3-нұсқалы GGUF файлы керек.
error-model-cut-off = { $path } толық емес: { $expected } ГБ орнына { $size } ГБ. Қайта жүктеңіз.
error-model-gone = { $path } оқылмайды: жолы мен рұқсатын тексеріңіз.
error-model-too-large = { $path } жадқа сыймайды: { $needed } ГБ керек, қолжетімдісі { $available } ГБ. Кішірек модель алыңыз.
error-model-record = { $path } оқылмайды: модельді қайта жүктеңіз.
error-generator = Модель жауап бере алмады: { $reason }
error-generator-busy = Модель бос емес: кезекте сұрақ тым көп. Жауап дереккөздің сөзімен берілді.
error-generator-slow = Модель жауап беріп үлгермеді.
error-generator-lost = Модель жауап беруді тоқтатты.
error-ungrounded = { $id } құжатында мұндай дәйексөз жоқ.
error-language = Тіл kk не ru болады, «{ $value }» емес.
error-golden-line = { $place }: жазба оқылмайды ({ $reason }).
error-no-default-corpus = Бағдарламамен бірге келетін мақалалар жоқ: пакетті қайта орнатыңыз.

## Орнатуды тексеру (doctor)
doctor-heading = Орнатуды тексеру
doctor-ok = дұрыс
doctor-missing = жоқ
doctor-python = Python { $version }
doctor-home = Деректер қалтасы { $path }
doctor-corpus = Каталогтағы құжат саны: { $count }
doctor-index = Индекс: { $passages } үзінді, { $pending } құжатқа қалып қойған
doctor-extra = { $extra } кеңейтімі
doctor-model = { $setting } моделі: { $path }
doctor-server = Модель сервері { $url }
doctor-vectors = Chroma сервері { $url }
doctor-snapshot = { $name } нұсқасы, { $path } қалтасынан
doctor-snapshot-other = { $name } жарияланған; оның неге жарамағаны жоғарыда не бот журналында жазылған
doctor-redis = Redis сервері (redis_url)
doctor-redis-log = Redis әр өзгерісті дискіге жазады
doctor-redis-memory = Redis жадтан ештеңе ығыстырмайды
doctor-fix = не істеу керек: { $command }

## Сапаны бағалау
eval-heading = Жауап сапасы, сұрақ саны: { $count }
eval-failed = Сәйкес келмегендері:
metric-outcome = нәтиженің дұрыстығы
metric-false-answers = жалған жауап
metric-false-refusals = орынсыз «табылмады»
metric-fact-recall = фактілердің толықтығы
metric-fact-precision = дереккөздегі фактілер
metric-citation-recall = дәйексөзбен расталғаны
metric-citation-precision = орынды дәйексөз
metric-verbatim = сөзбе-сөз дәйексөз
metric-source = дереккөзі дұрыс
metric-locator = бабы дұрыс
metric-language = сұрақтың тілінде
metric-words = жауаптағы сөз саны
metric-risk = тәуекел (AURC)
column-all = бәрі [95 %]
column-kk = қазақша
column-ru = орысша
column-gap = айырма: қаз. − ор.
column-count = сұрақ саны
column-before = бұрын
column-after = енді
column-difference = айырма [95 %]
column-stage = уақыт: { $stage }
column-ms = { $median } мс, p95 { $p95 }
tokens-prompt = кіріс токендері
tokens-reused = оның кештегісі
tokens-written = жазылған токен
finding-points = { $value } п. т.
finding-parity-kk = { $metric }: қазақшасы { $points } артық [{ $low }–{ $high }].
finding-parity-ru = { $metric }: орысшасы { $points } артық [{ $low }–{ $high }].
finding-parity-none = Қазақша мен орысшаның кездейсоқтан асатын айырмасы жоқ.
finding-better = { $metric }: { $points } жақсарды [{ $low }–{ $high }].
finding-worse = { $metric }: { $points } нашарлады [{ $low }–{ $high }].
finding-other = { $metric }: { $points } өзгерді [{ $low }–{ $high }].
finding-noise = Кездейсоқ ауытқу шегінде: { $metrics }.
finding-same = Айырмасы жоқ.
finding-few = Небәрі { $count } сұрақ: олардан үлкен айырма ғана көрінеді.
finding-fallen = { $metric }: { $value } [{ $low }–{ $high }], ал меже – { $floor }.
eval-won = Енді дұрыс: { $count }
eval-lost = Енді бұрыс: { $count }
eval-saved = Жауаптар жазылды: { $path }
eval-report-written = Есеп жазылды: { $path }
eval-floors-held = { $name }: бәрі межеден төмен емес.
eval-floors-raised = Межелер жазылды: { $path }
eval-checked = { $questions } сұрақ, ескерту жоқ.
eval-drafted = { $path } файлына қосылған нобай саны: { $count }
report-title = Жауап сапасы
report-tags = Сұрақ түрлері бойынша
report-questions = Сұрақтар
report-evidence = Табылған үзінділер
comparison-title = Екі жазбаны салыстыру
filter-failed = тек сәйкес келмегендері
filter-language = тіл
filter-tag = түр
filter-status = нәтиже
filter-text = іздеу
plot-risk = Тәуекел мен қамту
plot-risk-axis = жауаптардың ішіндегі қатесі
plot-coverage = жауап берілген сұрақтар, ең сенімдісі – бірінші
plot-decision = Шешім шегі
plot-share = сұрақтардың үлесі
plot-confidence = Сенімділік
plot-confidence-axis = сенімділік
plot-questions = сұрақ саны
plot-answerable = жауабы бар
plot-unanswerable = жауабы жоқ
plot-times = Жауап уақыты
plot-ms = миллисекунд
status-answered = жауап
status-not_found = табылмады
status-refused = бас тарту
status-failed = ақау
judge-yes = иә
judge-no = жоқ
judge-facts-golden = жинақ бойынша факт
judge-facts-judge = төреші тапқан факт
judge-agreement = келісім
error-judge-none = Төрелік ететін модель жоқ: оны атаңыз (atazan models use …).
error-judge-nothing = { $path } ішінде фактісі бар жауап жоқ: төрелік ететін ештеңе жоқ.
help-eval-judge = Тілдік модельден жауаптарда факт бар-жоғын сұрап, жинақпен келісімін көрсету.
golden-twice = { $detail } қайталанып тұр
golden-uneven = тілдер тең емес, қазақшасы { $detail }
golden-facts-none = фактілері жоқ
golden-facts-unexpected = жауапсыз сұраққа факт берілген
golden-source-missing = дереккөзі корпуста жоқ
golden-fact-missing = дереккөзінде жоқ: { $detail }

## Пәрмен түсіндірмелері
help-app = Қазақстан Конституциясы туралы қазақша және орысша жауаптар, дереккөзі сөзбе-сөз.
help-home = Деректер қалтасы; көрсетілмесе – ATAZAN_HOME.
help-ask = Бір сұраққа жауап беру.
help-question = Қазақша не орысша сұрақ.
help-language = Жауап тілі: kk не ru. Көрсетілмесе – сұрақтың тілі.
help-json = JSON шығару.
help-explain = Тексеру нені, неге алып тастағанын да көрсету.
help-batch-ask = id, question, lang өрістері бар JSON Lines файлы: әр жолға бір JSON жауап.
help-chat = Терминалдағы әңгіме.
help-search = Табылған үзінділерді жауапсыз көрсету.
help-query = Сұраныс.
help-k = Неше үзінді көрсету керек.
help-batch-search = _id, text өрістері бар JSON Lines файлы.
help-format = --batch шығару түрі: json не trec.
help-corpus = Құжаттар: қосу, көру, жою, тексеру.
help-corpus-add = Файл, қалта, веб-бет не BEIR corpus.jsonl қосу.
help-paths = Файлдар, қалталар және бет мекенжайлары.
help-default = Бағдарламамен бірге келген мақалаларды да қосу.
help-corpus-sync = Корпусты atazan.toml ішіндегі дереккөздер тізіміне сәйкестендіру: қосу, ауыстыру, жою.
help-dry-run = Не өзгеретінін ғана көрсету.
help-corpus-list = Құжаттар тізімі.
help-corpus-show = Құжатты көрсету.
help-raw = Сақталған мәтіннің өзі, әріпке-әріп.
help-id = Құжат нөмірі.
help-corpus-remove = Құжатты жою.
help-corpus-check = Каталог пен индексті тексеру, мүмкінін жөндеу.
help-index = Индекстердің күйін көрсету не қайта құру.
help-rebuild = Қайта құру.
help-index-publish = Корпусты индекстерімен бірге басқа машиналар жауап беретін жаңа нұсқа етіп жариялау.
help-index-snapshots = Жарияланған нұсқалар; қолданыстағысы жұлдызшамен белгіленген.
help-index-use = Жарияланған нұсқалардың басқасына көшу, мысалы сәтсіз нұсқадан кейін кері қайту.
help-snapshots-folder = Нұсқалар қалтасы.
help-snapshots-keep = Соңғы неше нұсқаны қалдыру керек.
help-snapshot-name = Нұсқаның аты.
help-top = Жұмыс істеп тұрған боттың көрсеткіштері, терминалда тірідей.
help-top-once = Бір рет көрсетіп шығу.
help-top-every = Неше секунд сайын жаңарту.
help-backup = Деректер қалтасының сақтық көшірмесін бір файлға жазу.
help-restore = Сақтық көшірмені бос деректер қалтасына қайтару.
help-backup-file = Сақтық көшірме файлы, мысалы atazan.zip.
help-doctor = Орнатуды тексеріп, не жетпейтінін айту.
help-models = Модельдер: тізім, жүктеу, таңдау, тексеру.
help-models-list = Орнатылған және жүктеуге болатын модельдер.
help-models-pull = Модельді хабтан жүктеу: алдымен лицензиясын айту, соңынан файлдарын тексеру.
help-models-use = Модельді қосу: atazan.toml файлына жазу.
help-models-verify = Жүктелген модельдердің файлдарын тексеру.
help-model-name = Тізімдегі аты, хабтағы ИЕСІ/АТЫ, ИЕСІ/АТЫ/ФАЙЛ.gguf не жол.
help-accept-licence = Коммерциялық қолдануға тыйым салатын лицензияны қабылдау.
help-eval = Сапаны өлшеу.
help-eval-answers = Жинақтардағы сұрақтарды қойып, жауаптарды фактілермен салыстыру.
help-eval-save = Жауаптарды осы файлға жазу: есеп пен салыстыру үшін.
help-eval-report = Жазылған жауаптар туралы есеп: HTML-дің бір беті.
help-eval-compare = Жауаптардың екі жазбасын салыстыру: не түзелді, не бұзылды.
help-eval-floors = Жауаптарды төмендемейтін межелермен салыстыру.
help-eval-check = Сұрақ жинақтарын тексеру: қайталану, тілдердің теңдігі, дереккөзде жоқ фактілер.
help-eval-draft = 👎 пікірлерден жеке деректерсіз сұрақ нобайларын жасау.
help-run = Жазылған жауаптар (eval answers --save).
help-run-before = Бұрынғы жауаптар.
help-run-after = Жаңа жауаптар.
help-floors-file = Межелер файлы, TOML.
help-floors-name = Файлдағы межелер кестесі.
help-floors-raise = Межелерді жеткен ең жақсы көрсеткішке көтеру.
help-feedback = Пікірлер, question, language, reason өрістері бар JSON Lines.
help-drafts = Нобайлар қосылатын файл.
error-run-line = { $place }: жазба оқылмайды ({ $reason }). Жауаптарды қайта жазыңыз: atazan eval answers … --save.
error-floors = { $path }: межелер оқылмайды ({ $reason }).
error-floors-none = { $path } файлында «{ $name }» кестесі жоқ: оны --raise арқылы қосыңыз.
help-eval-retrieval = BEIR түріндегі жинақтың сұраныстарын қойып, табылғанын өлшеу.
help-beir = Жинақ қалтасы: corpus.jsonl, queries.jsonl, qrels/test.tsv.
help-golden = Сұрақтар жинағы, JSON Lines.

# Whose words a sentence rests on.
attribution-law = { $law }, { $place }:
attribution-guide = { $article }-баптың түсіндірмесі (ресми емес):
edition-adopted = Конституция
edition-draft = Конституцияның { $date } күнгі жобасы
edition-1995 = 1995 жылғы Конституция

# What changed between two editions.
help-corpus-diff = Заңның екі редакциясының айырмашылығын көрсету.
help-diff-old = Бұрынғы құжаттың нөмірі.
help-diff-new = Жаңа құжаттың нөмірі.
help-article = Бір ғана бап.
help-html = Осы файлға HTML беті етіп жазу.
diff-heading = Не өзгерді
diff-same = дәл келеді
diff-changed = өзгерген
diff-added = қосылған
diff-removed = алынған
fate-same = өзгермеген
fate-changed = өзгерген
fate-added = жаңа
fate-removed = алынып тасталған
diff-renumbered = { $new } (бұрын { $old })
diff-written = Салыстыру жазылды: { $path }
error-diff-languages = { $old } мен { $new } құжаттары екі тілде: бір тілдегі мәтіндерді ғана салыстыруға болады.
error-article-unknown = { $id } құжатында { $article }-бап жоқ.
error-no-articles = { $id } құжатында баптар жоқ: заңдар ғана салыстырылады.
comparison-same = Мәтін өзгермеген ({ $edition } – сөзбе-сөз бірдей).
comparison-new = Жаңа бап: бұрынғы мәтіннен ({ $edition }) сәйкесі табылмады.
check-numbers-disagree = { $one } мен { $other } мәтіндерінің сандары сәйкес емес: { $place } ({ $numbers }).
help-curve = Барлық шектегі екі қатені де көрсету.
curve-threshold = шек
help-kind = Тек осы түрдегі құжаттар; бірнешеуін атауға болады.
help-since = Тек осы күннен бастап (2026-02-01 немесе 01.02.2026).
help-until = Тек осы күнге дейін.

## Telegram: сәлемдесу, анықтама, құпиялылық
telegram-start =
    Сәлеметсіз бе! Қазақстанның жаңа Конституциясы туралы не білгіңіз келсе де, сұрай беріңіз.

    Қазақша не орысша, өз сөзіңізбен жазыңыз. Жауабын құжаттардан тауып, қай жерінде айтылғанын көрсетемін.

    Мына сұрақтардан бастап көріңіз:
telegram-help =
    <b>Не сұрауға болады?</b>
    • Конституция туралы кез келген нәрсені: «Президентті неше жылға сайлайды?»
    • Бапты нөмірімен: «43-бап» – сол бапты ашамын
    • Не өзгергенін: «43-бапта не өзгерді?» – бұрынғы мәтіні мен жаңасы қолымда болса, қатар қоямын
    • Жалғастырып: «ал ол кемінде неше жаста болуы керек?» – алдыңғы сұрағыңызды ұмытпаймын

    Әр сөйлемнің соңындағы [1] – дереккөзінің нөмірі. Дереккөзін ашсаңыз, ондағы сөздің өзін оқисыз.

    <b>Мен нені істемеймін?</b>
    • Қалай дауыс беру керегін айтпаймын, ешкімді үгіттемеймін
    • Ойымнан шығармаймын: құжаттарда жоқ болса, таппадым деймін
    • Заңгердің орнын баспаймын: айтқаным – анықтама, заңгерлік кеңес емес

    <b>Топта</b> сұрағыңызды менің @атымнан бастаңыз немесе хабарыма жауап қайтарыңыз.

    /sources – нені оқығаным
    /language – тілді ауыстыру
    /new – әңгімені басынан бастау
    /privacy – нені сақтайтыным
telegram-privacy =
    <b>Не сақтаймын?</b>
    • Telegram ID-іңізді (ол телефон нөмірі емес) және таңдаған тіліңізді: кімге, қай тілде жауап берерімді білу үшін
    • Сұрақтарыңызды: «ал ол кемінде неше жаста болуы керек?» деген сияқты жалғас сұрақты түсіну үшін, жауап астындағы түймелер істеп тұруы үшін
    • 👍 👎 бағаларыңыз бен пікірлеріңізді: жауаптарды жақсарту үшін

    <b>Қанша уақыт?</b>
    { $days } күн. Одан кейін бәрі өздігінен өшеді.

    <b>Кім көреді?</b>
    Сұрақтарыңыз осы ботты ұстап отырған ұйымның серверлерінен шықпайды, ешкімге берілмейді. Қызмет журналына сөзіңіз де, ID-іңіз де ашық жазылмайды. Telegram-ның өзі, әрине, бұл жазысуды көреді.

    <b>Қалай өшіруге болады?</b>
    /forget деп жазыңыз: сақтағанымның бәрін сол сәтте өшіремін. Чаттағы хабарларды Telegram-да өзіңіз өшіре аласыз.
telegram-about =
    Қазақстанның жаңа Конституциясы туралы қазақша не орысша сұраңыз. Әр сөйлемнің дереккөзін көрсетемін, құжаттарда жоқ нәрсені ойдан шығармаймын. Қалай дауыс беруді айтпаймын: оны өзіңіз шешесіз.
telegram-about-short = Жаңа Конституция туралы сұрақтарға дереккөзімен жауап береді. Қазақша және орысша.

## Telegram: пәрмендер
telegram-command-help = Не сұрауға болады
telegram-command-article = Бапты ашу: /article 43
telegram-command-sources = Нені оқығаным
telegram-command-language = Тілді ауыстыру · Сменить язык
telegram-command-new = Әңгімені басынан бастау
telegram-command-cancel = Жауапты тоқтату
telegram-command-feedback = Пікір қалдыру
telegram-command-privacy = Сіз туралы нені сақтаймын
telegram-command-forget = Деректерімді өшіру
telegram-article-question = { $number }-бап
telegram-article-usage = Баптың нөмірін де жазыңыз, мысалы: /article 43
telegram-feedback-usage = Пікіріңізді пәрменнің соңына қосып жазыңыз, мысалы: /feedback жауаптары қысқарақ болса екен
telegram-feedback-thanks = Рақмет! Пікіріңізді жазып алдым.
telegram-new = Жақсы, басынан бастайық. Не сұрайсыз?
telegram-cancelled = Тоқтаттым.
telegram-cancel-nothing = Тоқтататын ештеңе жоқ: қазір жауап іздеп жатқан жоқпын.
telegram-forgotten = Болды. Сұрақтарыңызды, бағаларыңыз бен пікірлеріңізді, таңдаған тіліңізді өшірдім.
telegram-language = Қай тілде сөйлесейік? · На каком языке поговорим?
telegram-language-kk = Қазақша
telegram-language-ru = Русский
telegram-language-chosen = Жақсы, қазақша сөйлесейік.
telegram-only-text = Дауысты, суретті, стикер мен файлды әзірге түсінбеймін. Сұрағыңызды сөзбен жазсаңыз, бірден іздеймін.

## Telegram: жауап
telegram-not-found-hint = Басқаша сұрап көріңіз, бәлкім, сонда табармын. Нені оқығанымды /sources көрсетеді.
telegram-brief = Қазір сұраушы көп, сондықтан жауап қысқа, дереккөздің өз сөзімен.
telegram-source-retelling = { $article }-баптың түсіндірмесі, ресми емес
telegram-changes-bold = Өзгерген сөздер қалың әріппен терілді.
telegram-comparison-legend = Өзгерген сөздер қалың әріппен терілді. «–» белгісі тұрған жерде сәйкес тармақ жоқ.
telegram-cut = Мәтін бір хабарға сыймады: толығын төмендегі 📖 түймесін басып оқыңыз.
telegram-good = 👍
telegram-bad = 👎
telegram-show-source = 📖 Дереккөзін оқу
telegram-show-source-number = 📖 [{ $number }]
telegram-rated-good = Қуаныштымын! Рақмет.
telegram-rated-bad = Айтқаныңызға рақмет. Несі ұнамады?
telegram-reason-wrong = Қате
telegram-reason-incomplete = Толық емес
telegram-reason-off-topic = Басқа нәрсе туралы
telegram-reason-language = Тілі басқа
telegram-reason-thanks = Рақмет, ескеремін.
telegram-too-old = Бұл жауап менде сақталмаған. Қайта сұрасаңыз, қайта іздеймін.
telegram-example-1 = Құрылтайда қанша депутат болады?
telegram-example-2 = Президентті неше жылға сайлайды?
telegram-example-3 = Медициналық көмек тегін бола ма?
telegram-example-4 = 43-бап

## Telegram: күту мен ақаулар
telegram-place = Алдыңызда { $place } сұрақ тұр, кезегіңіз келгенде жауап беремін. Айнып қалсаңыз: /cancel
telegram-busy = Қазір сұраушы өте көп. Сұрағыңызды қабылдадым, кезектегі орныңыз: { $place }. Жауап осы хабарламада шығады.
telegram-queue-full = Алдымен { $count } сұрағыңызға жауап берейін, содан кейін жалғастырайық. Тоқтату: /cancel
telegram-limit-seconds = Сұрағыңыз көп екен, қуаныштымын! Тек { $count } секунд күте тұрыңыз да, қайта жазыңыз.
telegram-limit-minutes = Сұрағыңыз көп екен, қуаныштымын! Біраз тынығып, { $count } минуттан кейін жалғастырайық.
telegram-limit-hours = Бүгінгі сұрақтарыңызға жауап беріп болдым. Шамамен { $count } сағаттан кейін жалғастырайық.
telegram-outage = Қазір техникалық жұмыс жүріп жатыр, жауап бере алмаймын. Сәл кейінірек соғып кетіңізші.
telegram-failed = Кешіріңіз, менде бірдеңе істен шықты. Сұрағыңызды тағы бір жіберіп көріңізші.

## Telegram: дереккөздер тізімі
telegram-sources = <b>Мен оқыған құжаттар</b> ({ $count })
telegram-sources-none = Әзірге бірде-бір құжат оқыған жоқпын.
telegram-sources-constitution = Конституция
telegram-sources-law = Заңдар
telegram-sources-explainer = Түсіндірмелер
telegram-sources-news = Жаңалықтар
telegram-sources-text = Басқа мәтіндер
telegram-sources-retellings = Конституцияның түсіндірмесі, ресми емес: { $count } бап
telegram-sources-more = …тағы { $count } құжат

## Telegram: әкімшіге
telegram-stats = <b>Боттың жұмысы</b>
telegram-stat-people = Адам: { $count }
telegram-stat-answers-today = Соңғы тәуліктегі жауап: { $count }
telegram-stat-open = Кезекте: { $count }
telegram-stat-good = 👍 { $count }
telegram-stat-bad = 👎 { $count }
telegram-stat-doubles = Екі рет жіберілуі мүмкін хабар: { $count }
telegram-stat-failed = Жауапсыз қалған жаңарту: { $count }
telegram-stat-too-fast = Telegram «баяулаңыз» деген: { $count }
telegram-reloaded = Корпусты қайта оқыдым, құжат саны: { $count }.
telegram-outage-on = Тоқтатып қойылды: сұрақтарға жауап бермеймін. Қайта қосу: /outage off
telegram-outage-off = Қосулы: сұрақтарға жауап беріп тұрмын. Тоқтату: /outage on

## Telegram: жұмыс барысы
help-bot = Telegram-ботты іске қосу (токен: ATAZAN_TELEGRAM_TOKEN).
help-feedback-export = 👎 қойылған сұрақтарды шығару, eval draft оқитын JSON Lines; жеке деректер жабық.
help-comments = /feedback арқылы жазылған пікірлерді шығару.
error-telegram-token-missing = Боттың токені жоқ. Оны @BotFather-ден алып, былай беріңіз: ATAZAN_TELEGRAM_TOKEN=…
error-telegram-token = Telegram боттың токенін қабылдамайды. ATAZAN_TELEGRAM_TOKEN мәнін тексеріңіз.
error-telegram-running = Осы деректер қалтасымен бот жұмыс істеп тұр: { $path }
error-telegram-database = { $path }: боттың дерекқоры ашылмайды ({ $reason }).
error-telegram-database-newer = { $path }: боттың дерекқорын бағдарламаның жаңарақ нұсқасы жасаған. atazan-ды жаңартыңыз.
error-redis = Redis серверіне қосылу мүмкін болмады ({ $reason }): redis_url баптауын және сервердің жұмыс істеп тұрғанын тексеріңіз.
error-redis-url = redis_url мекенжайы түсініксіз. Үлгісі: redis://10.0.0.5:6379/0
error-webhook-secret = Бірнеше бот бірге жұмыс істегенде олардың webhook құпиясы бір болуы керек: telegram_webhook_secret мәнін қойыңыз.
error-telegram-none = { $path }: бот мұнда әлі жұмыс істемеген, пікірлер жоқ.
