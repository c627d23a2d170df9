<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
<context>
    <name>Messages</name>
    <message>
        <source>Resumed after step %1.</source>
        <translation>从第 %1 步之后续训。</translation>
    </message>
    <message>
        <source>Started: %1 steps on %2 training texts; %3 validation and %4 test texts.</source>
        <translation>已开始：共 %1 步；训练文本 %2 条，验证 %3 条，测试 %4 条。</translation>
    </message>
    <message>
        <source>New best model at step %1: %2.</source>
        <translation>第 %1 步得到新的最佳模型：%2。</translation>
    </message>
    <message>
        <source>Evaluated %1 validation texts at step %2 in %3: %4.</source>
        <translation>第 %2 步评估了 %1 条验证文本，用时 %3：%4。</translation>
    </message>
    <message>
        <source>Checkpoint of step %1 kept (%2).</source>
        <translation>已保存第 %1 步的检查点（%2）。</translation>
    </message>
    <message>
        <source>Finished after %1 steps; training took %2.</source>
        <translation>%1 步后完成，训练用时 %2。</translation>
    </message>
    <message>
        <source>Stopped early at step %1: the metric got no better. Training took %2.</source>
        <translation>指标不再提升，在第 %1 步提前停止。训练用时 %2。</translation>
    </message>
    <message>
        <source>Stopped and kept at step %1; training took %2.</source>
        <translation>在第 %1 步停止并保留，训练用时 %2。</translation>
    </message>
    <message>
        <source>Interrupted after the checkpoint of step %1. Resume goes on from there.</source>
        <translation>写入第 %1 步的检查点后中断。可从该处续训。</translation>
    </message>
</context>
<context>
    <name>attune::ui::AheadCard</name>
    <message>
        <source>It grows for %1 steps (warm-up), then follows the schedule.</source>
        <translation>先用 %1 步升高（预热），之后按学习率计划变化。</translation>
    </message>
    <message>
        <source>It follows the schedule from the first step.</source>
        <translation>从第一步起就按学习率计划变化。</translation>
    </message>
    <message>
        <source>Appears when the texts have been counted.</source>
        <translation>统计完文本后显示。</translation>
    </message>
    <message>
        <source>Learning rate by step, as planned</source>
        <translation>计划的学习率随步数的变化</translation>
    </message>
    <message>
        <source>rate</source>
        <translation>学习率</translation>
    </message>
    <message>
        <source>Step %1</source>
        <translation>第 %1 步</translation>
    </message>
    <message>
        <source>epoch %1</source>
        <translation>第 %1 轮</translation>
    </message>
    <message>
        <source>Planned learning rate, ×%1</source>
        <translation>计划的学习率，×%1</translation>
    </message>
    <message>
        <source>Planned learning rate</source>
        <translation>计划的学习率</translation>
    </message>
</context>
<context>
    <name>attune::ui::AnsweredTextsModel</name>
    <message>
        <source>Score of “%1”: %2; of “%3”, its label: %4</source>
        <translation>“%1”的分数：%2；其标签“%3”的分数：%4</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>行号</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>Label in the data</source>
        <translation>数据中的标签</translation>
    </message>
    <message>
        <source>Predicted</source>
        <translation>预测</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>分数</translation>
    </message>
    <message>
        <source>In the data</source>
        <translation>数据中</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>误差</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>The loss of this text: the greater, the more wrong the answer</source>
        <translation>此文本的损失：越大，答案错得越离谱</translation>
    </message>
    <message>
        <source>How sure the model is of the label that it is least sure of</source>
        <translation>模型对它最没把握的那个标签有多大把握</translation>
    </message>
    <message>
        <source>The score of the token that the model is least sure of</source>
        <translation>模型最没把握的词元的分数</translation>
    </message>
</context>
<context>
    <name>attune::ui::AugmentPage</name>
    <message>
        <source>The texts cannot be augmented</source>
        <translation>无法生成副本</translation>
    </message>
    <message>
        <source>Without operators there are no copies.</source>
        <translation>没有算子，就没有副本。</translation>
    </message>
    <message>
        <source>Of %1 copies %2 are changed; %3 have no place to change.</source>
        <translation>%1 个副本中：%2 个有改动，%3 个没有可改之处。</translation>
    </message>
    <message>
        <source>Making the first copies…</source>
        <translation>正在生成最前面的副本…</translation>
    </message>
    <message>
        <source>%1 copies</source>
        <translation>%1 个副本</translation>
    </message>
    <message>
        <source>The first copies</source>
        <translation>最前面的副本</translation>
    </message>
    <message>
        <source>Training part only. Validation and test are never touched.</source>
        <translation>仅作用于训练集，验证集和测试集从不改动。</translation>
    </message>
    <message>
        <source>Next: Vocabulary</source>
        <translation>下一步：词表</translation>
    </message>
    <message>
        <source>Choose the texts first; then copies of them can be rewritten, and you see each one.</source>
        <translation>先选择文本，然后可以改写它们的副本，每个副本都看得到。</translation>
    </message>
    <message>
        <source>Copies</source>
        <translation>副本</translation>
    </message>
    <message>
        <source>Limits and protection</source>
        <translation>限制与保护</translation>
    </message>
    <message>
        <source>Training texts of each label, with their copies</source>
        <translation>各标签的训练文本及其副本</translation>
    </message>
    <message>
        <source>Operators, in this order</source>
        <translation>算子，按此顺序</translation>
    </message>
    <message>
        <source>No operator yet: the texts are learned as they are. Operators rewrite copies of them, so that the model sees more ways of saying it.</source>
        <translation>还没有算子：文本按原样学习。算子改写文本的副本，让模型见到更多的说法。</translation>
    </message>
    <message>
        <source>Augment</source>
        <translation>增强</translation>
    </message>
    <message>
        <source>Of %1 copies %2 are changed, %3 have no place to change, and the judge drops %4.</source>
        <translation>%1 个副本中：%2 个有改动，%3 个没有可改之处，%4 个被评判模型剔除。</translation>
    </message>
    <message>
        <source>The copies were not all counted. %1</source>
        <translation>副本没有全部统计完。%1</translation>
    </message>
    <message>
        <source>There are no copies until this is mended. %1</source>
        <translation>修正之前没有副本。%1</translation>
    </message>
    <message>
        <source>At most: the judge may drop copies. How many stay is known once all were made.</source>
        <translation>最多：评判模型可能剔除副本。全部生成后才知道保留多少。</translation>
    </message>
    <message>
        <source>Up to %1 copies</source>
        <translation>最多 %1 个副本</translation>
    </message>
    <message>
        <source>Preview, %1 of %2 copies</source>
        <translation>预览：%2 个副本中的 %1 个</translation>
    </message>
    <message>
        <source>Of %1 copies %2 are changed; left out: %3 with no place to change, %4 by the judge.</source>
        <translation>%1 个副本中：%2 个有改动；略去没有可改之处的 %3 个、被评判模型剔除的 %4 个。</translation>
    </message>
    <message>
        <source>No place to change: %1 of %2 copies are left out.</source>
        <translation>没有可改之处：%2 个副本中略去 %1 个。</translation>
    </message>
    <message>
        <source>All %1 copies are changed.</source>
        <translation>%1 个副本全部有改动。</translation>
    </message>
</context>
<context>
    <name>attune::ui::BarList</name>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>%1: %2, %3</source>
        <translation>%1：%2，%3</translation>
    </message>
</context>
<context>
    <name>attune::ui::BaselinesView</name>
    <message>
        <source>The most frequent label, naive Bayes on words and a linear model on the vectors of the pretrained model: what they reach within seconds shows what fine-tuning adds.</source>
        <translation>最常见的标签、基于词的朴素贝叶斯，以及预训练模型向量上的线性模型：它们在几秒内达到的水平，显示出微调带来的提升。</translation>
    </message>
    <message>
        <source>Measure</source>
        <translation>测量</translation>
    </message>
    <message>
        <source>Baselines are trained on the data of a finished run; there is none here.</source>
        <translation>基线需要在已完成的运行的数据上训练；这里没有这样的运行。</translation>
    </message>
    <message>
        <source>under 1 s</source>
        <translation>不到 1 秒</translation>
    </message>
    <message>
        <source>Fine-tuned model</source>
        <translation>微调后的模型</translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation>准确率</translation>
    </message>
    <message>
        <source>Macro F1</source>
        <translation>宏平均 F1</translation>
    </message>
    <message>
        <source>Trained on %1 texts, measured on the %2 texts of the test part; beside each figure the time that it took.</source>
        <translation>在 %1 条文本上训练，在测试部分的 %2 条文本上测量；每个数值旁是所用时间。</translation>
    </message>
    <message>
        <source>Trained on %1 texts, measured on the %2 texts of the validation part; beside each figure the time that it took.</source>
        <translation>在 %1 条文本上训练，在验证部分的 %2 条文本上测量；每个数值旁是所用时间。</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>Baselines</source>
        <translation>基线</translation>
    </message>
    <message>
        <source>Cheap baselines on the same texts</source>
        <translation>同一批文本上的简易基线</translation>
    </message>
    <message>
        <source>%1 (%2–%3)</source>
        <translation>%1 (%2–%3)</translation>
    </message>
</context>
<context>
    <name>attune::ui::BestCard</name>
    <message>
        <source>Best on validation: %1</source>
        <translation>验证集最佳：%1</translation>
    </message>
    <message>
        <source>Against the best before it</source>
        <translation>与前一个最佳相比</translation>
    </message>
    <message>
        <source>Not started</source>
        <translation>未开始</translation>
    </message>
    <message>
        <source>Preparing the run…</source>
        <translation>正在准备运行…</translation>
    </message>
    <message>
        <source>Epoch %1 of %2, step %3 of %4</source>
        <translation>第 %1 / %2 轮，第 %3 / %4 步</translation>
    </message>
    <message>
        <source>Step %1 of %2</source>
        <translation>第 %1 / %2 步</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>正在停止…</translation>
    </message>
    <message>
        <source>Evaluating…</source>
        <translation>正在评估…</translation>
    </message>
    <message>
        <source>Saving…</source>
        <translation>正在保存…</translation>
    </message>
    <message>
        <source>Testing…</source>
        <translation>正在测试…</translation>
    </message>
    <message>
        <source>%1 left, ends about %2</source>
        <translation>剩余 %1，约 %2 结束</translation>
    </message>
    <message>
        <source>Measuring the speed…</source>
        <translation>正在测量速度…</translation>
    </message>
    <message>
        <source>Training took %1</source>
        <translation>训练用时 %1</translation>
    </message>
</context>
<context>
    <name>attune::ui::ChainPage</name>
    <message>
        <source>No data yet</source>
        <translation>还没有数据</translation>
    </message>
    <message>
        <source>Go to Data</source>
        <translation>前往数据页</translation>
    </message>
</context>
<context>
    <name>attune::ui::CleanPage</name>
    <message>
        <source>Counting the texts that change…</source>
        <translation>正在统计会改变的文本…</translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation>正在读取…</translation>
    </message>
    <message>
        <source>Choose the texts first; then rules can clean them, and you see what each rule does.</source>
        <translation>先选择文本，之后就能用规则清洗，并看到每条规则的效果。</translation>
    </message>
    <message>
        <source>Clean</source>
        <translation>清洗</translation>
    </message>
    <message>
        <source>The texts cannot be cleaned</source>
        <translation>无法清洗文本</translation>
    </message>
    <message>
        <source>Texts stay as they are.</source>
        <translation>文本保持原样。</translation>
    </message>
    <message>
        <source>%1 of %2 texts change, %3 have nothing left.</source>
        <translation>%2 条文本中有 %1 条改动，%3 条不剩内容。</translation>
    </message>
    <message>
        <source>%1 of %2 texts change. None becomes empty.</source>
        <translation>%2 条文本中有 %1 条改动，没有变空的文本。</translation>
    </message>
    <message>
        <source>The first texts</source>
        <translation>最前面的文本</translation>
    </message>
    <message>
        <source>Every part, and later every text to predict</source>
        <translation>作用于所有部分，以及之后要预测的每条文本</translation>
    </message>
    <message>
        <source>Next: Augment</source>
        <translation>下一步：增强</translation>
    </message>
    <message>
        <source>Rules, in this order</source>
        <translation>规则，按此顺序</translation>
    </message>
    <message>
        <source>No rule yet: every text is learned as it stands in the file. The model keeps its rules and cleans what it is asked in the same way.</source>
        <translation>还没有规则：训练使用文件中的原文。模型会保存规则，预测时以同样的方式清洗输入。</translation>
    </message>
    <message>
        <source>Preview, %1 of %2 texts, changed first</source>
        <translation>预览：%2 条中的 %1 条，有改动的在前</translation>
    </message>
    <message>
        <source>Labelled spans without any text left: %1.</source>
        <translation>没有剩余文本的带标签片段：%1。</translation>
    </message>
</context>
<context>
    <name>attune::ui::ClosingDialog</name>
    <message>
        <source>Closing</source>
        <translation>正在关闭</translation>
    </message>
    <message>
        <source>Attune closes in a moment</source>
        <translation>Attune 稍后关闭</translation>
    </message>
    <message>
        <source>Keep Attune open</source>
        <translation>不关闭 Attune</translation>
    </message>
</context>
<context>
    <name>attune::ui::CompareView</name>
    <message>
        <source>Two models side by side</source>
        <translation>两个模型并排比较</translation>
    </message>
    <message>
        <source>Another finished run or model answers the same texts: which is right how often, and where do they disagree?</source>
        <translation>让另一个已完成的运行或模型回答同样的文本：各自答对多少，在哪些文本上不一致？</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>比较</translation>
    </message>
    <message>
        <source>Choose another model…</source>
        <translation>选择另一个模型…</translation>
    </message>
    <message>
        <source>Models are compared on the texts of a finished run; there is none here.</source>
        <translation>模型在已完成运行的文本上比较；这里没有这样的运行。</translation>
    </message>
    <message>
        <source>Another finished run or model</source>
        <translation>另一个已完成的运行或模型</translation>
    </message>
    <message numerus="yes">
        <source>%Ln text(s) with different answers</source>
        <translation>
            <numerusform>%Ln 条文本的答案不同</numerusform>
        </translation>
    </message>
    <message>
        <source>Another folder…</source>
        <translation>其他文件夹…</translation>
    </message>
    <message>
        <source>The other model</source>
        <translation>另一个模型</translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation>准确率</translation>
    </message>
    <message>
        <source>Accuracy of both models</source>
        <translation>两个模型的准确率</translation>
    </message>
    <message>
        <source>Texts with different answers</source>
        <translation>答案不同的文本</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Only this right</source>
        <translation>仅本模型对</translation>
    </message>
    <message>
        <source>Only the other right</source>
        <translation>仅另一个对</translation>
    </message>
    <message>
        <source>Both wrong</source>
        <translation>都错</translation>
    </message>
    <message numerus="yes">
        <source>Of %Ln text(s), both are right on %1, only “%2” on %3, only “%4” on %5, neither on %6.</source>
        <translation>
            <numerusform>共 %Ln 条文本：两者都对 %1 条，仅“%2”对 %3 条，仅“%4”对 %5 条，都错 %6 条。</numerusform>
        </translation>
    </message>
    <message>
        <source>Neither is right more often.</source>
        <translation>两者答对的一样多。</translation>
    </message>
    <message>
        <source>Texts with all labels right</source>
        <translation>所有标签都正确的文本</translation>
    </message>
    <message>
        <source>Texts with all spans right</source>
        <translation>所有片段都正确的文本</translation>
    </message>
    <message>
        <source>Numbers are neither right nor wrong: their models are not compared text by text.</source>
        <translation>数值没有对错之分：其模型不逐条文本比较。</translation>
    </message>
    <message>
        <source>p &lt; %1</source>
        <translation>p &lt; %1</translation>
    </message>
    <message>
        <source>p = %1</source>
        <translation>p = %1</translation>
    </message>
    <message>
        <source>That is more than chance would bring (McNemar&apos;s exact test, %1).</source>
        <translation>差异超出偶然（McNemar 精确检验，%1）。</translation>
    </message>
    <message>
        <source>Such a difference may be chance (McNemar&apos;s exact test, %1).</source>
        <translation>这样的差异可能出于偶然（McNemar 精确检验，%1）。</translation>
    </message>
    <message>
        <source>The models cannot be compared</source>
        <translation>这两个模型无法比较</translation>
    </message>
</context>
<context>
    <name>attune::ui::ConfusionModel</name>
    <message>
        <source>Of the texts labelled “%1”, %2% were recognised.</source>
        <translation>标签为“%1”的文本中，%2% 预测正确。</translation>
    </message>
    <message>
        <source>There is no text labelled “%1”.</source>
        <translation>没有标签为“%1”的文本。</translation>
    </message>
    <message numerus="yes">
        <source>%Ln text(s) labelled “%1”, predicted “%2”: %3%</source>
        <translation>
            <numerusform>%Ln 条标签为“%1”的文本被预测为“%2”：%3%</numerusform>
        </translation>
    </message>
    <message>
        <source>recall</source>
        <translation>召回率</translation>
    </message>
</context>
<context>
    <name>attune::ui::CoverageChart</name>
    <message>
        <source>%1 tokens, %2</source>
        <extracomment>beside the handle of the curve: how many tokens stay, and the share of the texts they cover</extracomment>
        <translation>%1 个词元，%2</translation>
    </message>
    <message>
        <source>tokens kept, most frequent first</source>
        <translation>保留的词元数（按频次从高到低）</translation>
    </message>
    <message>
        <source>Tokens that stay</source>
        <translation>保留的词元</translation>
    </message>
</context>
<context>
    <name>attune::ui::CurvesCard</name>
    <message>
        <source>epoch %1</source>
        <translation>第 %1 轮</translation>
    </message>
    <message>
        <source>Validation loss</source>
        <translation>验证损失</translation>
    </message>
    <message>
        <source>Training loss</source>
        <translation>训练损失</translation>
    </message>
    <message>
        <source>%1 by epoch</source>
        <translation>各轮%1</translation>
    </message>
    <message>
        <source>Validation loss by epoch</source>
        <translation>各轮验证损失</translation>
    </message>
    <message>
        <source>Training loss by epoch, smoothed</source>
        <translation>各轮训练损失（平滑后）</translation>
    </message>
    <message>
        <source>No run is ticked</source>
        <translation>没有勾选运行</translation>
    </message>
    <message>
        <source>Nothing to draw yet</source>
        <translation>还没有可画的内容</translation>
    </message>
    <message>
        <source>Tick up to six runs to lay their curves over each other.</source>
        <translation>勾选最多六个运行，它们的曲线会叠在一起。</translation>
    </message>
    <message>
        <source>The first value comes with the first evaluation.</source>
        <translation>第一次评估后会有第一个数值。</translation>
    </message>
    <message>
        <source>What the curves show</source>
        <translation>曲线显示什么</translation>
    </message>
    <message>
        <source>Curves of the compared runs</source>
        <translation>所比较运行的曲线</translation>
    </message>
</context>
<context>
    <name>attune::ui::DataChecker</name>
    <message>
        <source>The copy was not written</source>
        <translation>副本没有写成</translation>
    </message>
    <message>
        <source>use the repaired copy %1</source>
        <translation>使用修复后的副本 %1</translation>
    </message>
</context>
<context>
    <name>attune::ui::DataPage</name>
    <message>
        <source>Reading…</source>
        <translation>正在读取…</translation>
    </message>
    <message numerus="yes">
        <source>%Ln label(s), every row is used</source>
        <translation>
            <numerusform>%Ln 个标签，所有行均已使用</numerusform>
        </translation>
    </message>
    <message>
        <source>Every row was read</source>
        <translation>所有行都已读取</translation>
    </message>
    <message>
        <source>No data yet</source>
        <translation>还没有数据</translation>
    </message>
    <message>
        <source>Choose a file…</source>
        <translation>选择文件…</translation>
    </message>
    <message>
        <source>The file cannot be read</source>
        <translation>无法读取该文件</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>Next: Clean</source>
        <translation>下一步：清洗</translation>
    </message>
    <message numerus="yes">
        <source>%Ln cannot be read</source>
        <comment>rows</comment>
        <translation>
            <numerusform>%Ln 行无法读取</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Of %Ln row(s) %1</source>
        <translation>
            <numerusform>共 %Ln 行，其中 %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln lack a text or a label</source>
        <comment>rows</comment>
        <translation>
            <numerusform>%Ln 行缺少文本或标签</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln are left out by the row filters</source>
        <comment>rows</comment>
        <translation>
            <numerusform>%Ln 行被行筛选略去</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %Ln row(s) are used: %2</source>
        <translation>
            <numerusform>%Ln 行中使用 %1 行：%2</numerusform>
        </translation>
    </message>
    <message>
        <source>, </source>
        <comment>between two counts</comment>
        <translation>，</translation>
    </message>
    <message numerus="yes">
        <source>%Ln row(s) read, none can be used yet</source>
        <translation>
            <numerusform>已读取 %Ln 行，暂时都不能使用</numerusform>
        </translation>
    </message>
    <message>
        <source>Every row is used</source>
        <translation>每一行都已使用</translation>
    </message>
    <message>
        <source>A table of texts and labels: CSV, TSV, JSON lines, CoNLL, or a folder with one folder a label.</source>
        <translation>文本和标签的表格：CSV、TSV、JSONL、CoNLL，或每个标签一个子文件夹的文件夹。</translation>
    </message>
</context>
<context>
    <name>attune::ui::DataSource</name>
    <message>
        <source>The file cannot be used</source>
        <translation>无法使用该文件</translation>
    </message>
    <message>
        <source>Choose a folder of labels</source>
        <translation>选择标签文件夹</translation>
    </message>
    <message>
        <source>Choose a file of labelled texts</source>
        <translation>选择带标签的文本文件</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
    <message>
        <source>use %1</source>
        <translation>使用 %1</translation>
    </message>
    <message>
        <source>use “%1” as: %2</source>
        <translation>“%1”用作：%2</translation>
    </message>
    <message>
        <source>Labelled texts (*.csv *.tsv *.jsonl *.txt *.conll *.bio *.iob *.iob2)</source>
        <translation>带标签的文本 (*.csv *.tsv *.jsonl *.txt *.conll *.bio *.iob *.iob2)</translation>
    </message>
    <message>
        <source>task: %1</source>
        <translation>任务：%1</translation>
    </message>
</context>
<context>
    <name>attune::ui::DifferencesCard</name>
    <message>
        <source>%1 of %2 settings</source>
        <translation>%2 项设置中 %1 项不同</translation>
    </message>
    <message>
        <source>What differs</source>
        <translation>不同之处</translation>
    </message>
    <message>
        <source>What differs between the compared runs</source>
        <translation>所比较运行之间的不同之处</translation>
    </message>
    <message>
        <source>Nothing to compare</source>
        <translation>没有可比较的运行</translation>
    </message>
    <message>
        <source>Tick two runs or more: the settings that differ stand here, and what they led to.</source>
        <translation>勾选两个或更多运行：这里会列出不同的设置，以及各自的结果。</translation>
    </message>
</context>
<context>
    <name>attune::ui::DisagreementsModel</name>
    <message>
        <source>Line</source>
        <translation>行号</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>Label in the data</source>
        <translation>数据中的标签</translation>
    </message>
    <message>
        <source>In the data</source>
        <translation>数据中</translation>
    </message>
</context>
<context>
    <name>attune::ui::DownloadDialog</name>
    <message>
        <source>Download</source>
        <translation>下载</translation>
    </message>
    <message>
        <source>Download a model by name</source>
        <translation>按名称下载模型</translation>
    </message>
    <message>
        <source>&amp;Name on the Hugging Face Hub</source>
        <translation>Hugging Face Hub 上的名称(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Branch, tag or commit</source>
        <translation>分支、标签或提交(&amp;B)</translation>
    </message>
    <message>
        <source>The files go into the cache that Python&apos;s huggingface_hub uses too: %1.</source>
        <translation>文件存入 Python 的 huggingface_hub 也使用的缓存：%1。</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Asking the hub…</source>
        <translation>正在询问 Hub…</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>Cancelled. What came is kept; the next download goes on there.</source>
        <translation>已取消。已下载的部分会保留，下次从那里继续。</translation>
    </message>
</context>
<context>
    <name>attune::ui::DroppedCard</name>
    <message>
        <source>%1 tokens would go</source>
        <translation>将去掉 %1 个词元</translation>
    </message>
    <message>
        <source>none is in the texts</source>
        <translation>文本中都没有</translation>
    </message>
    <message>
        <source>%1 of the tokens of the texts; those met most come first</source>
        <translation>占文本词元的 %1；最常见的在先</translation>
    </message>
    <message>
        <source>Keep chosen</source>
        <translation>保留所选</translation>
    </message>
    <message>
        <source>The words of the chosen rows are kept whether the texts hold them or not</source>
        <translation>所选各行的词会保留，无论文本中有没有</translation>
    </message>
</context>
<context>
    <name>attune::ui::DroppedTokensModel</name>
    <message>
        <source>Token</source>
        <translation>词元</translation>
    </message>
    <message>
        <source>In the texts</source>
        <translation>文本中次数</translation>
    </message>
    <message>
        <source>Would become</source>
        <translation>将写作</translation>
    </message>
    <message>
        <source>Seen in</source>
        <translation>出现于</translation>
    </message>
</context>
<context>
    <name>attune::ui::ExplainDialog</name>
    <message>
        <source>Which words mattered</source>
        <translation>哪些词起了作用</translation>
    </message>
    <message>
        <source>Text that is explained</source>
        <translation>要解释的文本</translation>
    </message>
    <message>
        <source>Second text that is explained</source>
        <translation>要解释的第二段文本</translation>
    </message>
    <message>
        <source>Label that is explained</source>
        <translation>要解释的标签</translation>
    </message>
    <message>
        <source>Integrated gradients</source>
        <translation>积分梯度</translation>
    </message>
    <message>
        <source>Leave one out</source>
        <translation>逐词删去</translation>
    </message>
    <message>
        <source>The text with its words shaded</source>
        <translation>按词着色的文本</translation>
    </message>
    <message>
        <source>Compare with this text</source>
        <translation>以此文本为准比较</translation>
    </message>
    <message>
        <source>Further edits are compared with the text as it is now</source>
        <translation>之后的修改与现在的文本比较</translation>
    </message>
    <message>
        <source>The strongest words</source>
        <translation>作用最强的词</translation>
    </message>
    <message>
        <source>&amp;Label</source>
        <translation>标签(&amp;L)</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>There is no text to explain.</source>
        <translation>没有可解释的文本。</translation>
    </message>
    <message>
        <source>Loading the model…</source>
        <translation>正在载入模型…</translation>
    </message>
    <message>
        <source>Shown as the model reads it: cleaned by its rules.</source>
        <translation>显示的是模型读到的文本：已按其规则清洗。</translation>
    </message>
    <message>
        <source>Your edit: score of “%1” %2 → %3 (%4)</source>
        <translation>修改后：“%1”的分数 %2 → %3（%4）</translation>
    </message>
    <message>
        <source>Before: %1</source>
        <translation>修改前：%1</translation>
    </message>
    <message>
        <source>&amp;Word</source>
        <translation>词(&amp;W)</translation>
    </message>
    <message>
        <source>Word whose label is explained</source>
        <translation>要解释其标签的词</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1（%2）</translation>
    </message>
    <message>
        <source>Your edit: %1 → %2 (%3)</source>
        <translation>修改后：%1 → %2（%3）</translation>
    </message>
</context>
<context>
    <name>attune::ui::ExplainedWordsModel</name>
    <message>
        <source>Word</source>
        <translation>词</translation>
    </message>
    <message>
        <source>For the label</source>
        <translation>对标签的作用</translation>
    </message>
    <message>
        <source>Score without it</source>
        <translation>去掉后的分数</translation>
    </message>
    <message>
        <source>For the number</source>
        <translation>对数值的影响</translation>
    </message>
    <message>
        <source>Number without it</source>
        <translation>去掉它后的数值</translation>
    </message>
</context>
<context>
    <name>attune::ui::ExportDialog</name>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Writing and checking…</source>
        <translation>正在写入并核对…</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>在文件夹中显示</translation>
    </message>
    <message>
        <source>Written and checked</source>
        <translation>已写入并核对</translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) read back, each answered with a label of the model.</source>
        <translation>
            <numerusform>已读回 %n 行，每行的回答都是模型的标签。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n page(s)</source>
        <translation>
            <numerusform>%n 页</numerusform>
        </translation>
    </message>
    <message>
        <source>One file, which needs nothing beside it.</source>
        <translation>一个文件，不依赖其他文件。</translation>
    </message>
    <message>
        <source>The wrong texts are left out: %1</source>
        <translation>未列出答错的文本：%1</translation>
    </message>
    <message>
        <source>The export failed</source>
        <translation>导出失败</translation>
    </message>
    <message>
        <source>%1. %2 texts of up to %3 tokens were run through it in %4: same labels, greatest difference of the scores before softmax %5.</source>
        <translation>%1。已用 %4 跑过 %2 条最长 %3 个词元的文本：标签相同，softmax 之前的分数最大相差 %5。</translation>
    </message>
</context>
<context>
    <name>attune::ui::FiltersCard</name>
    <message numerus="yes">
        <source>%Ln row(s) left out</source>
        <translation>
            <numerusform>略去 %Ln 行</numerusform>
        </translation>
    </message>
    <message>
        <source>%1. %2</source>
        <extracomment>The rows that a filter left out, and the help of the filter.</extracomment>
        <translation>%1。%2</translation>
    </message>
    <message>
        <source>on</source>
        <translation>已开启</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <extracomment>The value of a filter, and the rows that it left out.</extracomment>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>Row filters</source>
        <translation>行筛选</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>Set…</source>
        <translation>设置…</translation>
    </message>
    <message>
        <source>Fold the row filters</source>
        <translation>收起行筛选</translation>
    </message>
    <message>
        <source>Set the row filters</source>
        <translation>设置行筛选</translation>
    </message>
    <message>
        <source>Leave rows of the training part out: by length, language or pattern, or as doubles.</source>
        <translation>按长度、语言、正则表达式或重复情况略去训练部分的行。</translation>
    </message>
</context>
<context>
    <name>attune::ui::FindingActions</name>
    <message>
        <source>Show rows</source>
        <translation>查看行</translation>
    </message>
    <message>
        <source>Leave out…</source>
        <comment>rows, in a copy of the file</comment>
        <translation>剔除…</translation>
    </message>
    <message>
        <source>Rewrite…</source>
        <comment>texts, in a copy of the file</comment>
        <translation>改写…</translation>
    </message>
    <message>
        <source>Rename…</source>
        <comment>labels, in a copy of the file</comment>
        <translation>改名…</translation>
    </message>
    <message>
        <source>Repairs it in a copy of the file, which is then used</source>
        <translation>修复到文件的副本，之后使用该副本</translation>
    </message>
</context>
<context>
    <name>attune::ui::FindingDetail</name>
    <message>
        <source>Line %1</source>
        <translation>第 %1 行</translation>
    </message>
    <message>
        <source>and %1 more</source>
        <translation>另有 %1 行</translation>
    </message>
    <message numerus="yes">
        <source>%Ln row(s) would go.</source>
        <translation>
            <numerusform>将去掉 %Ln 行。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln text(s) would be rewritten.</source>
        <translation>
            <numerusform>将改写 %Ln 条文本。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln label(s) would be rewritten.</source>
        <translation>
            <numerusform>将改写 %Ln 个标签。</numerusform>
        </translation>
    </message>
    <message>
        <source>Repair: %1 %2</source>
        <translation>修复：%1%2</translation>
    </message>
    <message>
        <source>Apply to a copy…</source>
        <translation>应用到副本…</translation>
    </message>
    <message>
        <source>Rows of the finding</source>
        <translation>所涉及的行</translation>
    </message>
    <message>
        <source>Line %1, line %2 of the test</source>
        <translation>第 %1 行，测试数据第 %2 行</translation>
    </message>
    <message>
        <source>Line %1, as line %2</source>
        <translation>第 %1 行，同第 %2 行</translation>
    </message>
</context>
<context>
    <name>attune::ui::FindingsCard</name>
    <message>
        <source>Findings</source>
        <translation>检查结果</translation>
    </message>
    <message numerus="yes">
        <source>%Ln note(s)</source>
        <translation>
            <numerusform>%Ln 条提示</numerusform>
        </translation>
    </message>
    <message>
        <source>, </source>
        <comment>between two counts</comment>
        <translation>、</translation>
    </message>
    <message>
        <source>Write a repaired copy</source>
        <translation>写出修复后的副本</translation>
    </message>
    <message>
        <source>Labelled texts (*.csv *.tsv *.jsonl)</source>
        <translation>带标签的文本 (*.csv *.tsv *.jsonl)</translation>
    </message>
    <message>
        <source>Undo the repair</source>
        <translation>撤销修复</translation>
    </message>
    <message>
        <source>The texts could not be checked: %1</source>
        <translation>无法检查文本：%1</translation>
    </message>
    <message>
        <source>Nothing to repair.</source>
        <translation>没有需要修复的地方。</translation>
    </message>
    <message>
        <source>Checking the texts…</source>
        <translation>正在检查文本…</translation>
    </message>
    <message numerus="yes">
        <source>%Ln error(s)</source>
        <translation>
            <numerusform>%Ln 条错误</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln warning(s)</source>
        <translation>
            <numerusform>%Ln 条警告</numerusform>
        </translation>
    </message>
    <message>
        <source>Repair all in a copy…</source>
        <translation>全部修复到副本…</translation>
    </message>
</context>
<context>
    <name>attune::ui::FindingsModel</name>
    <message>
        <source>Line %1 is left out</source>
        <translation>第 %1 行被略去</translation>
    </message>
    <message>
        <source>Line %1 is left out: %2</source>
        <translation>第 %1 行被略去：%2</translation>
    </message>
    <message>
        <source>%1 (test)</source>
        <translation>%1（测试）</translation>
    </message>
    <message numerus="yes">
        <source>%1: %Ln row(s)</source>
        <translation>
            <numerusform>%1：%Ln 行</numerusform>
        </translation>
    </message>
    <message>
        <source>Line %1.</source>
        <translation>第 %1 行。</translation>
    </message>
    <message>
        <source>, </source>
        <comment>between numbers of lines</comment>
        <translation>、</translation>
    </message>
    <message>
        <source>Lines %1 and more.</source>
        <translation>第 %1 等行。</translation>
    </message>
    <message>
        <source>Lines %1 and %2.</source>
        <translation>第 %1、%2 行。</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>two sentences</comment>
        <extracomment>&quot;They count twice.&quot; &quot;Lines 3 and 9.&quot;</extracomment>
        <translation>%1%2</translation>
    </message>
    <message>
        <source>Clean takes it out (%1).</source>
        <translation>清洗中的“%1”会去掉。</translation>
    </message>
</context>
<context>
    <name>attune::ui::FormatDialog</name>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Made-up texts</source>
        <translation>生成的文本</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>选择…</translation>
    </message>
    <message>
        <source>&amp;Write to</source>
        <translation>写入(&amp;W)</translation>
    </message>
    <message>
        <source>&amp;Compare on</source>
        <translation>比对文本(&amp;C)</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Say where it is written to.</source>
        <translation>指定写入的位置。</translation>
    </message>
    <message>
        <source>End the name of the output in %1.</source>
        <translation>输出的名称应以 %1 结尾。</translation>
    </message>
    <message>
        <source>Something is there already: choose another name.</source>
        <translation>那里已有内容：换一个名称。</translation>
    </message>
    <message>
        <source>There is no such folder: %1</source>
        <translation>没有这个文件夹：%1</translation>
    </message>
    <message>
        <source>There is no such file: %1</source>
        <translation>没有这个文件：%1</translation>
    </message>
    <message>
        <source>A setting has no value that fits.</source>
        <translation>有一项设置的值不合适。</translation>
    </message>
    <message>
        <source>It is read back and compared, from raw text to the scores. If it differs, nothing is left behind.</source>
        <translation>写出后读回，从原始文本到分数逐项比对。若有差异，则不留下任何文件。</translation>
    </message>
    <message>
        <source>Choose texts to compare on</source>
        <translation>选择用于比对的文本</translation>
    </message>
    <message>
        <source>Tables of texts (*.csv *.tsv *.jsonl *.txt)</source>
        <translation>文本表格 (*.csv *.tsv *.jsonl *.txt)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
    <message>
        <source>Write the export</source>
        <translation>写出导出内容</translation>
    </message>
</context>
<context>
    <name>attune::ui::HowCard</name>
    <message>
        <source>Device</source>
        <translation>设备</translation>
    </message>
    <message>
        <source>Precision</source>
        <translation>精度</translation>
    </message>
    <message>
        <source>Engine</source>
        <translation>引擎</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>速度</translation>
    </message>
    <message>
        <source>%1 texts/s</source>
        <translation>%1 条/秒</translation>
    </message>
    <message>
        <source>%1 tokens/s</source>
        <translation>%1 词元/秒</translation>
    </message>
</context>
<context>
    <name>attune::ui::LabelDelegate</name>
    <message>
        <source>was %1</source>
        <extracomment>The label of before, behind the new one in its cell</extracomment>
        <translation>原为 %1</translation>
    </message>
</context>
<context>
    <name>attune::ui::LabelErrorsModel</name>
    <message>
        <source>Probability of “%1”, its label: %2; of “%3”: %4</source>
        <translation>其标签“%1”的概率：%2；“%3”的概率：%4</translation>
    </message>
    <message>
        <source>Half of: probability of the label, less that of the best other one, plus 1. 0: surely wrong, 1: surely right.</source>
        <translation>（该标签的概率减去其他标签中最高的概率，再加 1）的一半。0：肯定错误，1：肯定正确。</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>行号</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>Label in the data</source>
        <translation>数据中的标签</translation>
    </message>
    <message>
        <source>Suggested</source>
        <translation>建议</translation>
    </message>
    <message>
        <source>Quality of the label</source>
        <translation>标签质量</translation>
    </message>
</context>
<context>
    <name>attune::ui::LabelErrorsView</name>
    <message>
        <source>The labels cannot be changed</source>
        <translation>无法修改标签</translation>
    </message>
    <message>
        <source>Labels that are likely wrong</source>
        <translation>可能有误的标签</translation>
    </message>
    <message>
        <source>Every training text is judged by models that were trained without it. Texts whose label they find unlikely come first: look at them before training on.</source>
        <translation>每条训练文本都由未用它训练过的模型评判。标签被认为不太可能的文本排在前面：继续训练之前先看看它们。</translation>
    </message>
    <message>
        <source>Look for label errors</source>
        <translation>查找标签错误</translation>
    </message>
    <message>
        <source>Label errors are looked for in the data of a finished run; there is none here.</source>
        <translation>标签错误在已完成的运行的数据中查找；这里没有这样的运行。</translation>
    </message>
    <message numerus="yes">
        <source>%Ln likely wrong label(s), the likeliest first</source>
        <translation>
            <numerusform>%Ln 个可能有误的标签，最可能的在前</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln text(s), the likeliest errors first</source>
        <translation>
            <numerusform>%Ln 条文本，最可能有误的在前</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 of %2 labels are likely wrong, judged by %3 models of the other texts each, which agree with %4 of the labels (%5).</source>
        <translation>%2 个标签中有 %1 个可能有误；由 %3 个各用其余文本训练的模型评判，它们与 %4 的标签一致（%5）。</translation>
    </message>
    <message numerus="yes">
        <source>%Ln label(s) changed</source>
        <translation>
            <numerusform>已修改 %Ln 个标签</numerusform>
        </translation>
    </message>
    <message>
        <source>Likely wrong</source>
        <translation>可能有误</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Take the suggestion</source>
        <translation>采纳建议</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Write a copy of the data…</source>
        <translation>写入数据副本…</translation>
    </message>
    <message>
        <source>Label errors</source>
        <translation>标签错误</translation>
    </message>
    <message>
        <source>Embeddings</source>
        <translation>嵌入向量</translation>
    </message>
    <message>
        <source>Fine-tuning</source>
        <translation>微调</translation>
    </message>
    <message>
        <source>Embeddings: a linear model on the vectors of the pretrained model and naive Bayes on words, in seconds. Fine-tuning: a run of the recipe for each of five parts.</source>
        <translation>嵌入向量：预训练模型向量上的线性模型与基于词的朴素贝叶斯，只需几秒。微调：把文本分成五份，为每一份按配方运行一次。</translation>
    </message>
</context>
<context>
    <name>attune::ui::LabelMetricsModel</name>
    <message>
        <source>Of the texts that were given this label, the share that has it</source>
        <translation>被预测为此标签的文本中，确实属于它的比例</translation>
    </message>
    <message>
        <source>Of the texts that have this label, the share that was given it</source>
        <translation>属于此标签的文本中，被预测为它的比例</translation>
    </message>
    <message>
        <source>Harmonic mean of precision and recall</source>
        <translation>精确率与召回率的调和平均</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Precision</source>
        <translation>精确率</translation>
    </message>
    <message>
        <source>Recall</source>
        <translation>召回率</translation>
    </message>
    <message>
        <source>F1</source>
        <translation>F1</translation>
    </message>
    <message>
        <source>Texts</source>
        <translation>文本数</translation>
    </message>
</context>
<context>
    <name>attune::ui::LabelsCard</name>
    <message>
        <source>Labels</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Texts of each label</source>
        <translation>各标签的文本数</translation>
    </message>
    <message>
        <source>Show fewer</source>
        <translation>收起</translation>
    </message>
    <message>
        <source>Show all %1</source>
        <translation>显示全部 %1 个</translation>
    </message>
    <message>
        <source>“%1” is rare. Class weights in Training can balance it.</source>
        <translation>“%1”很少见。可在“训练”中用类别权重来平衡。</translation>
    </message>
    <message numerus="yes">
        <source>%Ln text(s) in the training part</source>
        <translation>
            <numerusform>训练集有 %Ln 条文本</numerusform>
        </translation>
    </message>
    <message>
        <source>Numbers</source>
        <translation>数值</translation>
    </message>
    <message>
        <source>Spans</source>
        <translation>片段</translation>
    </message>
    <message>
        <source>Texts by their numbers</source>
        <translation>按数值划分的文本</translation>
    </message>
    <message>
        <source>Spans of each type</source>
        <translation>各类型的片段</translation>
    </message>
    <message numerus="yes">
        <source>%Ln span(s) in the training part</source>
        <translation>
            <numerusform>训练部分有 %Ln 个片段</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln text(s) have no label.</source>
        <translation>
            <numerusform>%Ln 条文本没有标签。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln text(s) have no span.</source>
        <translation>
            <numerusform>%Ln 条文本没有片段。</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <comment>numbers</comment>
        <translation>%1 至 %2</translation>
    </message>
</context>
<context>
    <name>attune::ui::LengthChart</name>
    <message>
        <source>%1, cuts none</source>
        <translation>%1，不截断</translation>
    </message>
    <message>
        <source>%1, cuts %2</source>
        <translation>%1，截断 %2</translation>
    </message>
    <message>
        <source>Most tokens of a text</source>
        <translation>每条文本的词元数上限</translation>
    </message>
    <message>
        <source>%1 of %2 texts are cut. The longest has %3 tokens, half have at most %4.</source>
        <translation>%2 条文本中有 %1 条被截断。最长 %3 个词元，半数不超过 %4 个。</translation>
    </message>
</context>
<context>
    <name>attune::ui::LengthsCard</name>
    <message>
        <source>Tokens a text</source>
        <translation>每条词元数</translation>
    </message>
    <message>
        <source>longest %1, half up to %2</source>
        <translation>最长 %1，半数不超过 %2</translation>
    </message>
    <message>
        <source>Drag the line. No text is cut.</source>
        <translation>拖动竖线可更改。没有文本被截断。</translation>
    </message>
    <message numerus="yes">
        <source>Drag the line. %Ln text(s) lose their end.</source>
        <translation>
            <numerusform>拖动竖线可更改。%Ln 条文本的结尾被截断。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>attune::ui::MainWindow</name>
    <message>
        <source>changed</source>
        <translation>已更改</translation>
    </message>
    <message>
        <source>not saved yet</source>
        <translation>尚未保存</translation>
    </message>
    <message>
        <source>saved</source>
        <translation>已保存</translation>
    </message>
    <message>
        <source>%1[*] – Attune</source>
        <translation>%1[*] – Attune</translation>
    </message>
    <message>
        <source>Attune</source>
        <translation>Attune</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>文件(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;New: back to the start page</source>
        <translation>新建：回到起始页(&amp;N)</translation>
    </message>
    <message>
        <source>Open &amp;texts…</source>
        <translation>打开文本(&amp;T)…</translation>
    </message>
    <message>
        <source>&amp;Open a recipe…</source>
        <translation>打开配方(&amp;O)…</translation>
    </message>
    <message>
        <source>Open a &amp;run folder…</source>
        <translation>打开运行文件夹(&amp;R)…</translation>
    </message>
    <message>
        <source>Open a &amp;model folder…</source>
        <translation>打开模型文件夹(&amp;M)…</translation>
    </message>
    <message>
        <source>Open re&amp;cent</source>
        <translation>最近打开(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Save the recipe</source>
        <translation>保存配方(&amp;S)</translation>
    </message>
    <message>
        <source>Save &amp;as…</source>
        <translation>另存为(&amp;A)…</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>退出(&amp;Q)</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>编辑(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Copy as a command line</source>
        <translation>复制为命令行(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Run</source>
        <translation>运行(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Start training</source>
        <translation>开始训练(&amp;S)</translation>
    </message>
    <message>
        <source>Stop and &amp;keep…</source>
        <translation>停止并保留(&amp;K)…</translation>
    </message>
    <message>
        <source>Stop after a &amp;checkpoint, to resume later</source>
        <translation>写入检查点后停止，以后续训(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Resume this run</source>
        <translation>续训此运行(&amp;R)</translation>
    </message>
    <message>
        <source>E&amp;xport</source>
        <translation>导出(&amp;X)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>视图(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>语言(&amp;L)</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>&amp;Colours</source>
        <translation>颜色(&amp;C)</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>帮助(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;About Attune</source>
        <translation>关于 Attune(&amp;A)</translation>
    </message>
    <message>
        <source>About &amp;Qt</source>
        <translation>关于 Qt(&amp;Q)</translation>
    </message>
    <message>
        <source>Language of the system</source>
        <translation>跟随系统语言</translation>
    </message>
    <message>
        <source>Colours of the system</source>
        <translation>跟随系统颜色</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>颜色</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>重做</translation>
    </message>
    <message>
        <source>&amp;Undo: %1</source>
        <translation>撤销：%1(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>撤销(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Redo: %1</source>
        <translation>重做：%1(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>重做(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Pause</source>
        <translation>暂停(&amp;P)</translation>
    </message>
    <message>
        <source>Save the recipe “%1”?</source>
        <translation>保存配方“%1”吗？</translation>
    </message>
    <message>
        <source>It was changed. Without saving the changes are lost.</source>
        <translation>配方已更改，不保存就会丢失更改。</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Do not save</source>
        <translation>不保存</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>A run is going on</source>
        <translation>有运行正在进行</translation>
    </message>
    <message>
        <source>Stop it before you open something else.</source>
        <translation>先停止运行，再打开别的内容。</translation>
    </message>
    <message>
        <source>Open labelled texts</source>
        <translation>打开带标签的文本</translation>
    </message>
    <message>
        <source>Open a recipe</source>
        <translation>打开配方</translation>
    </message>
    <message>
        <source>Open a run folder</source>
        <translation>打开运行文件夹</translation>
    </message>
    <message>
        <source>Open a model folder</source>
        <translation>打开模型文件夹</translation>
    </message>
    <message>
        <source>The recipe could not be saved</source>
        <translation>无法保存配方</translation>
    </message>
    <message>
        <source>Save the recipe</source>
        <translation>保存配方</translation>
    </message>
    <message>
        <source>Recipes (*.yaml *.yml)</source>
        <translation>配方 (*.yaml *.yml)</translation>
    </message>
    <message>
        <source>Stop this run?</source>
        <translation>停止此运行吗？</translation>
    </message>
    <message>
        <source>“Stop and keep” ends it here: the best model is tested and kept. “Stop for now” writes a checkpoint, from which Resume goes on exactly.</source>
        <translation>“停止并保留”：到此结束，测试并保留最佳模型。“暂且停止”：写入检查点，以后可由此续训，结果分毫不差。</translation>
    </message>
    <message>
        <source>Stop and keep</source>
        <translation>停止并保留</translation>
    </message>
    <message>
        <source>Stop for now</source>
        <translation>暂且停止</translation>
    </message>
    <message>
        <source>Resume with changed settings?</source>
        <translation>用更改后的设置续训吗？</translation>
    </message>
    <message>
        <source>The result will not be the one that the run would have had.</source>
        <translation>结果会与按原设置训练的不同。</translation>
    </message>
    <message>
        <source>Resume with the new settings</source>
        <translation>用新设置续训</translation>
    </message>
    <message>
        <source>Save the recipe first?</source>
        <translation>先保存配方吗？</translation>
    </message>
    <message>
        <source>The command line reads the recipe from its file.</source>
        <translation>命令行从文件读取配方。</translation>
    </message>
    <message>
        <source>About Attune</source>
        <translation>关于 Attune</translation>
    </message>
    <message>
        <source>&lt;b&gt;Attune %1&lt;/b&gt;&lt;p&gt;Fine-tunes pretrained text models on your own computer.&lt;/p&gt;&lt;p&gt;Free software under the GNU General Public License, version 3 or later.&lt;/p&gt;</source>
        <translation>&lt;b&gt;Attune %1&lt;/b&gt;&lt;p&gt;在自己的电脑上微调预训练文本模型。&lt;/p&gt;&lt;p&gt;自由软件，采用 GNU 通用公共许可证第 3 版或更新版本。&lt;/p&gt;</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Stop after a checkpoint and close</source>
        <translation>写入检查点后关闭</translation>
    </message>
    <message>
        <source>Keep training</source>
        <translation>继续训练</translation>
    </message>
    <message>
        <source>opening %1…</source>
        <translation>正在打开 %1…</translation>
    </message>
    <message>
        <source>&amp;Continue</source>
        <translation>继续(&amp;C)</translation>
    </message>
    <message>
        <source>Attune can write a checkpoint and close; Resume goes on exactly from there. Or it closes when training has ended.</source>
        <translation>Attune 可以写入检查点后关闭，以后由此续训，结果分毫不差；也可以等训练结束后再关闭。</translation>
    </message>
    <message>
        <source>Train on, then close</source>
        <translation>训练完再关闭</translation>
    </message>
    <message>
        <source>Training goes on; Attune closes when it has ended.</source>
        <translation>训练仍在进行，结束后 Attune 自动关闭。</translation>
    </message>
    <message>
        <source>A checkpoint is being written. Resume goes on exactly from there.</source>
        <translation>正在写入检查点，以后可由此续训。</translation>
    </message>
    <message>
        <source>What is being read in the background comes to its end.</source>
        <translation>正在等后台读取结束。</translation>
    </message>
    <message>
        <source>The run failed; Attune stays open</source>
        <translation>运行失败，Attune 未关闭</translation>
    </message>
    <message>
        <source>Unsaved changes are not kept</source>
        <translation>未保存的更改无法自动保留</translation>
    </message>
    <message>
        <source>The recipe as &amp;text…</source>
        <translation>以文本显示配方(&amp;T)…</translation>
    </message>
    <message>
        <source>&amp;Keyboard shortcuts…</source>
        <translation>键盘快捷键(&amp;K)…</translation>
    </message>
    <message>
        <source>Restore unsaved changes?</source>
        <translation>恢复未保存的更改？</translation>
    </message>
    <message>
        <source>Attune ended before the changes of “%1” were saved (%2).</source>
        <translation>“%1”的更改尚未保存，Attune 就已结束（%2）。</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>恢复</translation>
    </message>
    <message>
        <source>Throw them away</source>
        <translation>丢弃</translation>
    </message>
    <message>
        <source>Ask again later</source>
        <translation>以后再问</translation>
    </message>
    <message>
        <source>The changes could not be restored</source>
        <translation>无法恢复更改</translation>
    </message>
    <message>
        <source>Start although the rehearsal did not fit?</source>
        <translation>预演显示资源不足，仍要开始吗？</translation>
    </message>
    <message>
        <source>Start anyway</source>
        <translation>仍要开始</translation>
    </message>
    <message>
        <source>Back to the settings</source>
        <translation>返回设置</translation>
    </message>
    <message>
        <source>High contrast, black on white</source>
        <translation>高对比度，白底黑字</translation>
    </message>
    <message>
        <source>High contrast, white on black</source>
        <translation>高对比度，黑底白字</translation>
    </message>
    <message>
        <source>&amp;Predictions…</source>
        <translation>预测结果(&amp;P)…</translation>
    </message>
    <message>
        <source>&amp;Report of this run…</source>
        <translation>此运行的报告(&amp;R)…</translation>
    </message>
    <message>
        <source>A report needs a run: a model alone does not know how it was made.</source>
        <translation>报告需要一次运行：单独的模型不知道自己是如何训练出来的。</translation>
    </message>
    <message>
        <source>Train a model or open a finished run first.</source>
        <translation>先训练一个模型，或打开一次已完成的运行。</translation>
    </message>
    <message>
        <source>The run is not finished yet.</source>
        <translation>运行尚未完成。</translation>
    </message>
    <message>
        <source>Write a report of this run</source>
        <translation>为此运行写一份报告</translation>
    </message>
    <message>
        <source>Page for a browser (*.html)</source>
        <translation>浏览器页面 (*.html)</translation>
    </message>
    <message>
        <source>PDF (*.pdf)</source>
        <translation>PDF (*.pdf)</translation>
    </message>
    <message>
        <source>For programs (*.json)</source>
        <translation>供程序读取 (*.json)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
    <message>
        <source>recipe of this run</source>
        <translation>此运行的配方</translation>
    </message>
    <message>
        <source>%1…</source>
        <translation>%1…</translation>
    </message>
    <message>
        <source>Labelled texts (*.csv *.tsv *.txt *.jsonl *.json *.conll *.bio *.iob *.iob2)</source>
        <translation>带标签的文本 (*.csv *.tsv *.txt *.jsonl *.json *.conll *.bio *.iob *.iob2)</translation>
    </message>
</context>
<context>
    <name>attune::ui::MarkLegend</name>
    <message>
        <source>replaced</source>
        <translation>替换</translation>
    </message>
    <message>
        <source>added</source>
        <translation>新增</translation>
    </message>
    <message>
        <source>removed</source>
        <translation>删除</translation>
    </message>
</context>
<context>
    <name>attune::ui::MarkedTexts</name>
    <message>
        <source>Texts before and after</source>
        <translation>改动前后的文本</translation>
    </message>
    <message>
        <source>What “%1” does</source>
        <translation>“%1”的作用</translation>
    </message>
</context>
<context>
    <name>attune::ui::MarkedTextsModel</name>
    <message>
        <source>unchanged</source>
        <translation>未改动</translation>
    </message>
    <message>
        <source>no place to change</source>
        <translation>没有可改之处</translation>
    </message>
    <message>
        <source>dropped by the judge: %1</source>
        <translation>被评判模型剔除：%1</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>行号</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>改动前</translation>
    </message>
    <message>
        <source>After</source>
        <translation>改动后</translation>
    </message>
    <message>
        <source>By</source>
        <translation>算子</translation>
    </message>
    <message>
        <source>File of test texts, line %1</source>
        <translation>测试文本的文件，第 %1 行</translation>
    </message>
    <message>
        <source>File of validation texts, line %1</source>
        <translation>验证文本的文件，第 %1 行</translation>
    </message>
    <message>
        <source>File of training texts, line %1</source>
        <translation>训练文本的文件，第 %1 行</translation>
    </message>
    <message>
        <source>%1, copy %2</source>
        <translation>%1，副本 %2</translation>
    </message>
    <message>
        <source>test %1</source>
        <extracomment>a line of the file of test texts, in a narrow column</extracomment>
        <translation>测试 %1</translation>
    </message>
    <message>
        <source>val. %1</source>
        <translation>验证 %1</translation>
    </message>
    <message>
        <source>too hard: %1</source>
        <translation>太难：%1</translation>
    </message>
</context>
<context>
    <name>attune::ui::MeasuredView</name>
    <message>
        <source>Only texts with one label each can be judged like this.</source>
        <translation>只有每条文本带一个标签时才能这样评判。</translation>
    </message>
    <message>
        <source>Measure again</source>
        <translation>重新测量</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>attune::ui::MetricsCard</name>
    <message>
        <source>%1, %2</source>
        <extracomment>The part of the data, then a metric: &quot;Test, accuracy&quot;</extracomment>
        <translation>%1，%2</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>测试集</translation>
    </message>
    <message>
        <source>Validation</source>
        <translation>验证集</translation>
    </message>
    <message>
        <source>Metrics</source>
        <translation>指标</translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation>准确率</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>Texts</source>
        <translation>文本数</translation>
    </message>
    <message>
        <source>macro</source>
        <translation>宏平均</translation>
    </message>
    <message>
        <source>The mean over the labels, each counted alike</source>
        <translation>各标签权重相同的平均值</translation>
    </message>
    <message>
        <source>weighted</source>
        <translation>加权平均</translation>
    </message>
    <message>
        <source>The mean over the labels, each counted by its texts</source>
        <translation>各标签按文本数加权的平均值</translation>
    </message>
    <message>
        <source>Precision</source>
        <translation>精确率</translation>
    </message>
    <message>
        <source>Recall</source>
        <translation>召回率</translation>
    </message>
    <message>
        <source>F1</source>
        <translation>F1</translation>
    </message>
    <message>
        <source>Wilson&apos;s confidence interval: how far chance alone moves the accuracy with so many texts</source>
        <translation>Wilson 置信区间：在这么多条文本上，单凭偶然，准确率会变动多少</translation>
    </message>
    <message>
        <source>By guessing</source>
        <translation>只猜最多的标签</translation>
    </message>
    <message>
        <source>The accuracy of always answering the most frequent label of these texts</source>
        <translation>始终回答这些文本中最多的标签时的准确率</translation>
    </message>
    <message>
        <source>All labels right</source>
        <translation>标签全部正确</translation>
    </message>
    <message>
        <source>Right tokens</source>
        <translation>正确的词元</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 至 %2</translation>
    </message>
    <message>
        <source>95% interval: %1</source>
        <translation>95% 区间：%1</translation>
    </message>
    <message numerus="yes">
        <source>Bootstrap: how far chance alone moves the figure with so many texts, from %Ln draw(s) of them</source>
        <translation>
            <numerusform>自助法：在这么多文本下，仅偶然因素会让数值变动多少，取自 %Ln 次重抽样</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 (%2–%3)</source>
        <translation>%1 (%2–%3)</translation>
    </message>
    <message numerus="yes">
        <source>The model was trained on %Ln of these texts, of which it is more often right than of others.</source>
        <translation>
            <numerusform>这些文本中有 %Ln 条是模型训练过的，它在这些文本上比在其他文本上更常答对。</numerusform>
        </translation>
    </message>
    <message>
        <source>These texts are too few, or came out too much alike, to tell how far chance moves the figure.</source>
        <translation>这些文本太少，或结果过于一致，无法得知偶然因素会让数值变动多少。</translation>
    </message>
</context>
<context>
    <name>attune::ui::ModelDetails</name>
    <message>
        <source>chosen</source>
        <translation>已选</translation>
    </message>
    <message>
        <source>Use this model</source>
        <translation>使用此模型</translation>
    </message>
    <message>
        <source>A finished classifier. Training goes on from it; with other labels its head is made anew.</source>
        <translation>已训练好的分类模型，可在它的基础上继续训练；标签不同时会新建分类头。</translation>
    </message>
    <message>
        <source>A pretrained encoder. Training adds a head for your labels.</source>
        <translation>预训练编码器。训练时会为你的标签加上分类头。</translation>
    </message>
    <message>
        <source>On this machine</source>
        <translation>在本机</translation>
    </message>
    <message>
        <source>Memory to train</source>
        <translation>训练所需内存</translation>
    </message>
    <message>
        <source>Estimated for 32 texts of 128 tokens at a time. Smaller batches need less.</source>
        <translation>按每批 32 条、每条 128 个词元估计。批次越小，所需越少。</translation>
    </message>
    <message>
        <source>On disk</source>
        <translation>磁盘占用</translation>
    </message>
    <message>
        <source>Advice</source>
        <translation>建议</translation>
    </message>
    <message>
        <source>Take a smaller batch or a shorter length.</source>
        <translation>减小批次大小，或缩短文本长度。</translation>
    </message>
    <message>
        <source>How it is built</source>
        <translation>结构</translation>
    </message>
    <message>
        <source>Family</source>
        <translation>系列</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>层数</translation>
    </message>
    <message>
        <source>Hidden size</source>
        <translation>隐藏维度</translation>
    </message>
    <message>
        <source>Heads</source>
        <translation>注意力头数</translation>
    </message>
    <message>
        <source>Vocabulary</source>
        <translation>词表</translation>
    </message>
    <message>
        <source>Longest text</source>
        <translation>最长文本</translation>
    </message>
    <message>
        <source>%1 tokens</source>
        <translation>%1 个词元</translation>
    </message>
    <message>
        <source>Tokenizer</source>
        <translation>分词器</translation>
    </message>
    <message>
        <source>Languages</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>许可证</translation>
    </message>
    <message>
        <source>not stated in the folder</source>
        <translation>文件夹中未注明</translation>
    </message>
    <message>
        <source>Labels</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>, </source>
        <comment>between names of a list</comment>
        <translation>、</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>Where the %1 weights are</source>
        <translation>权重分布（共 %1）</translation>
    </message>
    <message>
        <source>Word embeddings</source>
        <translation>词嵌入</translation>
    </message>
    <message numerus="yes">
        <source>Encoder, %Ln layer(s)</source>
        <translation>
            <numerusform>编码器，%Ln 层</numerusform>
        </translation>
    </message>
    <message>
        <source>Head</source>
        <translation>分类头</translation>
    </message>
    <message>
        <source>Head, new</source>
        <translation>分类头（新建）</translation>
    </message>
    <message numerus="yes">
        <source>%1 and %Ln more</source>
        <translation>
            <numerusform>%1，另有 %Ln 个</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln weight(s) of the file are not used: %1</source>
        <translation>
            <numerusform>文件中有 %Ln 个权重用不到：%1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln weight(s) have another shape and start at random: %1</source>
        <translation>
            <numerusform>%Ln 个权重形状不符，用随机值初始化：%1</numerusform>
        </translation>
    </message>
    <message>
        <source>Worth knowing</source>
        <translation>值得注意</translation>
    </message>
    <message>
        <source>Commit</source>
        <translation>提交</translation>
    </message>
    <message>
        <source>It lies among the models, but cannot be used.</source>
        <translation>它放在模型中间，但无法使用。</translation>
    </message>
    <message>
        <source>Why it cannot be used</source>
        <translation>无法使用的原因</translation>
    </message>
    <message>
        <source>Where it is</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Trains on</source>
        <translation>训练设备</translation>
    </message>
    <message>
        <source>The pooler is not in the file and begins anew, as the head does: %1</source>
        <translation>文件中没有池化层，它和分类头一样重新训练：%1</translation>
    </message>
    <message>
        <source>up to %1 of %2</source>
        <translation>最多 %1，共 %2</translation>
    </message>
    <message>
        <source>Memory to predict</source>
        <translation>预测所需内存</translation>
    </message>
    <message>
        <source>Estimated for the batches of this recipe and its longest text.</source>
        <translation>按此配方的批大小和最长文本估算。</translation>
    </message>
    <message>
        <source>not told</source>
        <comment>languages</comment>
        <translation>未注明</translation>
    </message>
    <message>
        <source>%1% of it is the word list. It can be cut to what your texts use.</source>
        <translation>%1% 是词嵌入，可裁剪到文本用到的部分。</translation>
    </message>
    <message>
        <source>Trim the vocabulary ›</source>
        <translation>裁剪词表 ›</translation>
    </message>
</context>
<context>
    <name>attune::ui::ModelListModel</name>
    <message>
        <source>fits, %1</source>
        <translation>内存够，%1</translation>
    </message>
    <message>
        <source>tight, %1</source>
        <translation>紧张，%1</translation>
    </message>
    <message>
        <source>too big, %1</source>
        <translation>过大，%1</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>未知</translation>
    </message>
    <message>
        <source>%1 B</source>
        <comment>billion</comment>
        <translation>%1 B</translation>
    </message>
    <message>
        <source>%1 M</source>
        <comment>million</comment>
        <translation>%1 M</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <extracomment>A model&apos;s size: 22.7 M (weights), 87 MB</extracomment>
        <translation>%1，%2</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Family</source>
        <translation>系列</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>权重</translation>
    </message>
    <message>
        <source>Languages</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>On this machine</source>
        <translation>在本机</translation>
    </message>
    <message>
        <source>English</source>
        <translation>英语</translation>
    </message>
    <message>
        <source>Chinese</source>
        <translation>中文</translation>
    </message>
    <message>
        <source>many languages</source>
        <translation>多种语言</translation>
    </message>
    <message>
        <source>, </source>
        <comment>between names of languages</comment>
        <translation>、</translation>
    </message>
    <message>
        <source>cannot be used</source>
        <translation>无法使用</translation>
    </message>
    <message>
        <source>Memory that training takes, of %1 of %2</source>
        <extracomment>of 139 GB of NVIDIA H200</extracomment>
        <translation>训练所需内存，%2 共 %1</translation>
    </message>
    <message>
        <source>not told</source>
        <comment>languages</comment>
        <translation>未注明</translation>
    </message>
    <message>
        <source>%1% unknown</source>
        <extracomment>of the tokens of the texts</extracomment>
        <translation>%1% 未知</translation>
    </message>
</context>
<context>
    <name>attune::ui::ModelPage</name>
    <message>
        <source>Models were not listed</source>
        <translation>无法列出模型</translation>
    </message>
    <message>
        <source>The model cannot be used</source>
        <translation>无法使用该模型</translation>
    </message>
    <message>
        <source>Filter by name, family or language</source>
        <translation>按名称、系列或语言筛选</translation>
    </message>
    <message>
        <source>Add a folder…</source>
        <translation>添加文件夹…</translation>
    </message>
    <message>
        <source>Next: Data</source>
        <translation>下一步：数据</translation>
    </message>
    <message>
        <source>Models on this machine</source>
        <translation>本机上的模型</translation>
    </message>
    <message>
        <source>No model found</source>
        <translation>未找到模型</translation>
    </message>
    <message>
        <source>Choose a folder…</source>
        <translation>选择文件夹…</translation>
    </message>
    <message>
        <source>Add a folder of models</source>
        <translation>添加模型文件夹</translation>
    </message>
    <message numerus="yes">
        <source>%Ln found</source>
        <translation>
            <numerusform>找到 %Ln 个模型</numerusform>
        </translation>
    </message>
    <message>
        <source>Looking for models…</source>
        <translation>正在查找模型…</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Download…</source>
        <translation>下载…</translation>
    </message>
    <message>
        <source>Download a model of the Hugging Face Hub by its name</source>
        <translation>按名称下载 Hugging Face Hub 上的模型</translation>
    </message>
    <message>
        <source>A model is a folder with config.json, a tokenizer and weights. Choose one, drop it here, or download one by name.</source>
        <translation>模型是一个包含 config.json、分词器和权重的文件夹。选择一个，拖到这里，或按名称下载。</translation>
    </message>
    <message>
        <source>The folder was not added</source>
        <translation>未能添加文件夹</translation>
    </message>
</context>
<context>
    <name>attune::ui::OperatorCard</name>
    <message>
        <source>off</source>
        <translation>已关闭</translation>
    </message>
    <message>
        <source>Counting the texts that change…</source>
        <translation>正在统计会改变的文本…</translation>
    </message>
    <message>
        <source>Changes %1 of %2 texts</source>
        <translation>%2 条文本中改变 %1 条</translation>
    </message>
    <message>
        <source>; too hard for it: %1</source>
        <extracomment>Follows the number of texts that a rule changes.</extracomment>
        <translation>；%1 条过于复杂，保持原样</translation>
    </message>
    <message>
        <source>Drag to move, or use the keys Up and Down</source>
        <translation>拖动以移动，或使用上下方向键</translation>
    </message>
    <message>
        <source>Move “%1”</source>
        <translation>移动“%1”</translation>
    </message>
    <message>
        <source>On or off</source>
        <translation>开或关</translation>
    </message>
    <message>
        <source>Use “%1”</source>
        <translation>使用“%1”</translation>
    </message>
    <message>
        <source>Earlier</source>
        <translation>提前</translation>
    </message>
    <message>
        <source>Apply “%1” earlier</source>
        <translation>提前应用“%1”</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>推后</translation>
    </message>
    <message>
        <source>Apply “%1” later</source>
        <translation>推后应用“%1”</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Remove “%1”</source>
        <translation>移除“%1”</translation>
    </message>
    <message>
        <source>; copies dropped: %1</source>
        <extracomment>Follows the number of copies that an operator changes; the judge dropped these.</extracomment>
        <translation>；剔除的副本：%1</translation>
    </message>
    <message>
        <source>also: %1</source>
        <extracomment>a switch of an operator that is set otherwise than usual, in a row of such phrases</extracomment>
        <translation>包括%1</translation>
    </message>
    <message>
        <source>without: %1</source>
        <translation>不含%1</translation>
    </message>
    <message>
        <source>, </source>
        <extracomment>between the phrases of a row</extracomment>
        <translation>，</translation>
    </message>
</context>
<context>
    <name>attune::ui::OperatorList</name>
    <message>
        <source>add “%1”</source>
        <translation>添加“%1”</translation>
    </message>
    <message>
        <source>remove “%1”</source>
        <translation>移除“%1”</translation>
    </message>
    <message>
        <source>move “%1”</source>
        <translation>移动“%1”</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>添加</translation>
    </message>
    <message>
        <source>Add an operator</source>
        <translation>添加算子</translation>
    </message>
</context>
<context>
    <name>attune::ui::OverviewView</name>
    <message>
        <source>The labels cannot be changed</source>
        <translation>无法修改标签</translation>
    </message>
    <message>
        <source>early, as the metric no longer got better</source>
        <translation>指标不再提升，提前结束</translation>
    </message>
    <message>
        <source>stopped by you, results kept</source>
        <translation>由你停止，结果已保留</translation>
    </message>
    <message>
        <source>interrupted, can be resumed</source>
        <translation>已中断，可以续训</translation>
    </message>
    <message>
        <source>after all epochs</source>
        <translation>完成所有轮次</translation>
    </message>
    <message>
        <source>Ended</source>
        <translation>结束方式</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>步数</translation>
    </message>
    <message>
        <source>Best step</source>
        <translation>最佳步</translation>
    </message>
    <message>
        <source>Training time</source>
        <translation>训练用时</translation>
    </message>
    <message>
        <source>Without evaluation and checkpoints</source>
        <translation>不含评估和检查点</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>速度</translation>
    </message>
    <message>
        <source>%1 texts/s, %2 tokens/s</source>
        <translation>%1 条/秒，%2 词元/秒</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>设备</translation>
    </message>
    <message>
        <source>Precision of numbers</source>
        <translation>数值精度</translation>
    </message>
    <message>
        <source>Engine</source>
        <translation>引擎</translation>
    </message>
    <message>
        <source>Texts</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>%1 training, %2 validation, %3 test</source>
        <translation>训练 %1，验证 %2，测试 %3</translation>
    </message>
    <message>
        <source>Left out</source>
        <translation>略去</translation>
    </message>
    <message numerus="yes">
        <source>%Ln row(s)</source>
        <translation>
            <numerusform>%Ln 行</numerusform>
        </translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>Confusion</source>
        <translation>混淆矩阵</translation>
    </message>
    <message>
        <source>Click a cell to see its texts</source>
        <translation>点击单元格查看其文本</translation>
    </message>
    <message>
        <source>predicted</source>
        <translation>预测</translation>
    </message>
    <message>
        <source>Confusion matrix: rows are labels in the data, columns predictions</source>
        <translation>混淆矩阵：行为数据中的标签，列为预测</translation>
    </message>
    <message>
        <source>Overview</source>
        <translation>概览</translation>
    </message>
    <message>
        <source>Numbers</source>
        <translation>数值</translation>
    </message>
    <message>
        <source>Click a point to try its text</source>
        <translation>点击一个点，试用其文本</translation>
    </message>
</context>
<context>
    <name>attune::ui::PaceCard</name>
    <message>
        <source>Learning rate or speed</source>
        <translation>学习率或速度</translation>
    </message>
    <message>
        <source>Learning rate by step</source>
        <translation>各步的学习率</translation>
    </message>
    <message>
        <source>rate</source>
        <translation>学习率</translation>
    </message>
    <message>
        <source>planned</source>
        <translation>计划</translation>
    </message>
    <message>
        <source>Texts a second by step</source>
        <translation>各步每秒文本数</translation>
    </message>
    <message>
        <source>step</source>
        <translation>每步</translation>
    </message>
    <message>
        <source>smoothed</source>
        <translation>平滑</translation>
    </message>
    <message>
        <source>Rate, ×%1</source>
        <translation>学习率，×%1</translation>
    </message>
    <message>
        <source>Texts a second</source>
        <translation>每秒文本数</translation>
    </message>
</context>
<context>
    <name>attune::ui::ParameterField</name>
    <message>
        <source>not set</source>
        <translation>未设置</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>选择…</translation>
    </message>
</context>
<context>
    <name>attune::ui::PartsCard</name>
    <message>
        <source>Parts</source>
        <translation>数据划分</translation>
    </message>
    <message>
        <source>training</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>validation</source>
        <translation>验证</translation>
    </message>
    <message>
        <source>test</source>
        <translation>测试</translation>
    </message>
    <message>
        <source>Validation</source>
        <translation>验证集</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>测试集</translation>
    </message>
    <message>
        <source>% held out</source>
        <extracomment>After a number: &quot;10% held out&quot;</extracomment>
        <translation>% 留出</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>The share of the training texts that is held out to choose the best checkpoint. 0: none, and the last state is kept.</source>
        <translation>从训练文本中留出多少用来挑选最佳检查点。0：不留出，保留最后的状态。</translation>
    </message>
    <message>
        <source>Held out for validation</source>
        <translation>留作验证的比例</translation>
    </message>
    <message>
        <source>Hold out a share instead</source>
        <translation>改为留出一部分</translation>
    </message>
    <message>
        <source>No test file</source>
        <translation>没有测试文件</translation>
    </message>
    <message>
        <source>File…</source>
        <translation>文件…</translation>
    </message>
</context>
<context>
    <name>attune::ui::PredictionsDialog</name>
    <message>
        <source>Choose…</source>
        <translation>选择…</translation>
    </message>
    <message>
        <source>Write</source>
        <translation>写入</translation>
    </message>
    <message>
        <source>Predictions</source>
        <translation>预测结果</translation>
    </message>
    <message>
        <source>A file of texts</source>
        <translation>文本文件</translation>
    </message>
    <message>
        <source>The validation part</source>
        <translation>验证集</translation>
    </message>
    <message>
        <source>The test part</source>
        <translation>测试集</translation>
    </message>
    <message>
        <source>The run has no such part.</source>
        <translation>此运行没有这一部分。</translation>
    </message>
    <message>
        <source>Answer texts with this model</source>
        <translation>用此模型回答文本</translation>
    </message>
    <message>
        <source>Texts</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>文件(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Write to</source>
        <translation>写入到(&amp;W)</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Choose a file of texts: csv, tsv or jsonl.</source>
        <translation>选择一个文本文件：csv、tsv 或 jsonl。</translation>
    </message>
    <message>
        <source>There is no such file: %1</source>
        <translation>没有这个文件：%1</translation>
    </message>
    <message>
        <source>End the name of the output in .csv, .tsv or .jsonl.</source>
        <translation>输出的文件名应以 .csv、.tsv 或 .jsonl 结尾。</translation>
    </message>
    <message>
        <source>There is no such folder: %1</source>
        <translation>没有这个文件夹：%1</translation>
    </message>
    <message>
        <source>The file is there already and will be replaced.</source>
        <translation>文件已存在，将被替换。</translation>
    </message>
    <message>
        <source>Every row keeps its columns; prediction and score are added, in jsonl also the score of every label.</source>
        <translation>每行保留原有的列，并增加 prediction 和 score；jsonl 中还有每个标签的分数。</translation>
    </message>
    <message>
        <source>Choose a file of texts</source>
        <translation>选择文本文件</translation>
    </message>
    <message>
        <source>Tables of texts (*.csv *.tsv *.jsonl *.txt)</source>
        <translation>文本表格 (*.csv *.tsv *.jsonl *.txt)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
    <message>
        <source>Write the predictions</source>
        <translation>写入预测结果</translation>
    </message>
    <message>
        <source>Tables (*.csv *.tsv *.jsonl)</source>
        <translation>表格 (*.csv *.tsv *.jsonl)</translation>
    </message>
    <message>
        <source>The file is there already. It is replaced only if it holds answers of before.</source>
        <translation>文件已存在。只有其中是以前的预测结果时才会替换。</translation>
    </message>
</context>
<context>
    <name>attune::ui::ProofCard</name>
    <message>
        <source>Keep all that occur</source>
        <translation>保留所有出现的词元</translation>
    </message>
    <message>
        <source>Same answers, checked</source>
        <translation>结果一致，已核对</translation>
    </message>
    <message>
        <source>All %1 texts give the same pieces, and so the same logits, with the trimmed model.</source>
        <translation>用裁剪后的模型，全部 %1 条文本的词元相同，logits 也就相同。</translation>
    </message>
    <message numerus="yes">
        <source>%1 texts are written otherwise</source>
        <translation>
            <numerusform>%1 条文本的写法会变</numerusform>
        </translation>
    </message>
    <message>
        <source>They hold tokens that go. The other %1 give the same pieces, and so the same answers: checked.</source>
        <translation>它们含有将去掉的词元。其余 %1 条的词元相同，结果也就一致：已核对。</translation>
    </message>
    <message>
        <source>%1 of %2 texts keep all their tokens</source>
        <translation>%2 条文本中有 %1 条保留全部词元</translation>
    </message>
    <message>
        <source>They give the same answers; this is checked once the handle rests.</source>
        <translation>它们的结果不变；手柄停下后即核对。</translation>
    </message>
    <message>
        <source>The vocabulary is not trimmed</source>
        <translation>词表未裁剪</translation>
    </message>
    <message>
        <source>The texts hold %1 of %2 tokens. Keeping only these makes the model %3 instead of %4, with the same answers.</source>
        <translation>文本用到 %2 个词元中的 %1 个。只保留这些，模型为 %3 而不是 %4，结果不变。</translation>
    </message>
    <message>
        <source>Go to Model</source>
        <translation>前往模型</translation>
    </message>
    <message>
        <source>This model does not know %1 of the tokens</source>
        <translation>此模型不认识 %1 的词元</translation>
    </message>
    <message>
        <source>Choose another model first.</source>
        <translation>先更换模型。</translation>
    </message>
    <message>
        <source>%1 of the tokens become unknown</source>
        <translation>%1 的词元会变成未知</translation>
    </message>
    <message>
        <source>What is unknown cannot be told apart: keep more tokens.</source>
        <translation>未知词元无法区分：保留更多词元。</translation>
    </message>
</context>
<context>
    <name>attune::ui::Rail</name>
    <message numerus="yes">
        <source>%n finding(s)</source>
        <translation>
            <numerusform>%n 项检查结果</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>CPU, %n core(s)</source>
        <translation>
            <numerusform>CPU，%n 核</numerusform>
        </translation>
    </message>
    <message>
        <source>Problems and notes</source>
        <translation>问题与提示</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>页面</translation>
    </message>
</context>
<context>
    <name>attune::ui::RangeCard</name>
    <message>
        <source>Learning-rate range test</source>
        <translation>学习率范围测试</translation>
    </message>
    <message>
        <source>loss of a batch</source>
        <translation>单批损失</translation>
    </message>
    <message>
        <source>smoothed</source>
        <translation>平滑</translation>
    </message>
    <message>
        <source>Loss by learning rate</source>
        <translation>损失随学习率的变化</translation>
    </message>
    <message>
        <source>loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>Which learning rate suits?</source>
        <translation>哪个学习率合适？</translation>
    </message>
    <message>
        <source>A short test with a growing rate shows it. Nothing is written.</source>
        <translation>让学习率逐步升高，做一次短测试就能看出。不写入任何文件。</translation>
    </message>
    <message>
        <source>Run the test</source>
        <translation>开始测试</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Run again</source>
        <translation>重新测试</translation>
    </message>
    <message>
        <source>Use %1</source>
        <translation>使用 %1</translation>
    </message>
    <message>
        <source>The recipe has this rate.</source>
        <translation>配方已是此学习率。</translation>
    </message>
    <message>
        <source>Loading the model and the texts…</source>
        <translation>正在载入模型和文本…</translation>
    </message>
</context>
<context>
    <name>attune::ui::RecipeTextDialog</name>
    <message>
        <source>What is not written has its default. Paths start from %1.</source>
        <translation>未写出的设置取默认值。路径相对于 %1。</translation>
    </message>
    <message>
        <source>the folder of the file</source>
        <translation>文件所在的文件夹</translation>
    </message>
    <message>
        <source>Save the recipe first: the command line reads it from its file.</source>
        <translation>先保存配方：命令行从文件中读取它。</translation>
    </message>
    <message>
        <source>Trains the same in a terminal, also on another computer that has the recipe, the texts and the model.</source>
        <translation>在终端中进行同样的训练；在另一台有此配方、文本和模型的计算机上也可以。</translation>
    </message>
    <message>
        <source>The recipe as text</source>
        <translation>配方文本</translation>
    </message>
    <message>
        <source>YAML</source>
        <translation>YAML</translation>
    </message>
    <message>
        <source>Command line</source>
        <translation>命令行</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>attune::ui::RehearsalCard</name>
    <message>
        <source>Rehearsal</source>
        <translation>预演</translation>
    </message>
    <message>
        <source>Progress of the rehearsal</source>
        <translation>预演的进度</translation>
    </message>
    <message>
        <source>Loading the texts and the model…</source>
        <translation>正在载入文本和模型…</translation>
    </message>
    <message>
        <source>Running the longest batch…</source>
        <translation>正在跑最长的批次…</translation>
    </message>
    <message>
        <source>Measuring the speed of steps…</source>
        <translation>正在测量每步的速度…</translation>
    </message>
    <message>
        <source>Evaluating…</source>
        <translation>正在评估…</translation>
    </message>
    <message>
        <source>Writing a checkpoint…</source>
        <translation>正在写检查点…</translation>
    </message>
    <message>
        <source>A few seconds that run the longest batch, an evaluation and a checkpoint: memory, disk and time are then measured, not guessed. Nothing is left.</source>
        <translation>用几秒钟跑一遍最长的批次、一次评估和一个检查点：内存、磁盘和时间都是实测，不是估计。不留下任何文件。</translation>
    </message>
    <message>
        <source>The recipe has changed since: these are the figures of the one before.</source>
        <translation>配方在这之后改过：这些是改动之前的数字。</translation>
    </message>
    <message>
        <source>Ran the longest batch, a few steps, an evaluation and a checkpoint.</source>
        <translation>跑了最长的批次、几步训练、一次评估和一个检查点。</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Rehearse again</source>
        <translation>再预演一次</translation>
    </message>
    <message>
        <source>Rehearse</source>
        <translation>预演</translation>
    </message>
    <message>
        <source>measured %1</source>
        <translation>%1 测得</translation>
    </message>
    <message>
        <source>of another recipe</source>
        <translation>属于改动前的配方</translation>
    </message>
    <message>
        <source>does not fit</source>
        <translation>放不下</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message numerus="yes">
        <source>%n epoch(s) of %1</source>
        <translation>
            <numerusform>%n 轮，每轮 %1</numerusform>
        </translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>内存</translation>
    </message>
    <message>
        <source>of %1, %2 stay free</source>
        <translation>共 %1，还剩 %2</translation>
    </message>
    <message>
        <source>Disk</source>
        <translation>磁盘</translation>
    </message>
    <message numerus="yes">
        <source>%n checkpoint(s) and the model; %1 free</source>
        <translation>
            <numerusform>%n 个检查点和模型；空闲 %1</numerusform>
        </translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>速度</translation>
    </message>
    <message>
        <source>%1 texts/s</source>
        <translation>%1 条/秒</translation>
    </message>
    <message>
        <source>%1 tokens/s</source>
        <translation>%1 词元/秒</translation>
    </message>
</context>
<context>
    <name>attune::ui::RelabelledCopy</name>
    <message>
        <source>The copy was not written</source>
        <translation>副本没有写成</translation>
    </message>
    <message>
        <source>Write a copy with the changed labels</source>
        <translation>写入带有修改后标签的副本</translation>
    </message>
    <message>
        <source>Labelled texts (*.csv *.tsv *.jsonl)</source>
        <translation>带标签的文本 (*.csv *.tsv *.jsonl)</translation>
    </message>
    <message>
        <source>use the relabelled copy %1</source>
        <translation>使用重新标注的副本 %1</translation>
    </message>
</context>
<context>
    <name>attune::ui::ReliabilityChart</name>
    <message>
        <source>Scores of %1 to %2</source>
        <translation>分数 %1 至 %2</translation>
    </message>
    <message>
        <source>%1: no answer</source>
        <translation>%1：没有答案</translation>
    </message>
    <message numerus="yes">
        <source>%1: %Ln answer(s), mean score %2, %3 right</source>
        <translation>
            <numerusform>%1：%Ln 个答案，平均分数 %2，正确率 %3</numerusform>
        </translation>
    </message>
    <message>
        <source>score</source>
        <translation>分数</translation>
    </message>
    <message>
        <source>right</source>
        <translation>正确率</translation>
    </message>
    <message>
        <source>Reliability: the share of right answers by their score</source>
        <translation>可靠性：各分数段答案的正确率</translation>
    </message>
</context>
<context>
    <name>attune::ui::ReliabilityView</name>
    <message>
        <source>No scores to look at yet</source>
        <translation>还没有可查看的分数</translation>
    </message>
    <message>
        <source>This model gives no scores of labels</source>
        <translation>此模型不给出标签分数</translation>
    </message>
    <message>
        <source>Reliability, curves and thresholds are of models that classify texts.</source>
        <translation>可靠性、曲线和阈值只适用于文本分类模型。</translation>
    </message>
    <message>
        <source>The scores are being looked at</source>
        <translation>正在查看分数</translation>
    </message>
    <message>
        <source>The validation texts are being answered…</source>
        <translation>正在回答验证文本…</translation>
    </message>
    <message numerus="yes">
        <source>Temperature %1, fitted on %Ln text(s) (%2). Answers are the same as without it; it is kept with the model.</source>
        <translation>
            <numerusform>温度 %1，由 %Ln 条文本（%2）拟合。答案与没有它时相同；它随模型保存。</numerusform>
        </translation>
    </message>
    <message>
        <source>validation</source>
        <translation>验证</translation>
    </message>
    <message>
        <source>Calibrating divides the logits by one number, which is fitted on the validation texts. No answer changes.</source>
        <translation>校准会把 logits 除以一个由验证文本拟合的数。答案不会改变。</translation>
    </message>
    <message>
        <source>Kept with the model: %1. A text that scores at least that is answered “%2”.</source>
        <translation>随模型保存：%1。分数不低于它的文本回答为“%2”。</translation>
    </message>
    <message>
        <source>95% interval: %1 to %2</source>
        <translation>95% 置信区间：%1 到 %2</translation>
    </message>
    <message>
        <source>not defined</source>
        <translation>无定义</translation>
    </message>
    <message>
        <source>Area under ROC %1 (mean of the labels %2, 95% interval %3 to %4); average precision %5</source>
        <translation>ROC 曲线下面积 %1（各标签平均 %2，95% 区间 %3 至 %4）；平均精确率 %5</translation>
    </message>
    <message>
        <source>From %1 on: precision %2, recall %3, F1 %4, %5 texts</source>
        <translation>从 %1 起：精确率 %2，召回率 %3，F1 %4，%5 条文本</translation>
    </message>
    <message>
        <source>Of more than two labels the one with the best score is the answer, so no threshold is kept.</source>
        <translation>标签多于两个时，答案是分数最高的那个，因此不保存阈值。</translation>
    </message>
    <message>
        <source>A threshold is kept for “%1”; all other texts are answered “%2”.</source>
        <translation>阈值只为“%1”保存；其余文本都回答为“%2”。</translation>
    </message>
    <message>
        <source>Scores as probabilities</source>
        <translation>作为概率的分数</translation>
    </message>
    <message>
        <source>uncalibrated</source>
        <translation>未校准</translation>
    </message>
    <message>
        <source>calibrated</source>
        <translation>已校准</translation>
    </message>
    <message>
        <source>Calibration error (ECE)</source>
        <translation>校准误差 (ECE)</translation>
    </message>
    <message>
        <source>Greatest error of a bar</source>
        <translation>单柱最大误差</translation>
    </message>
    <message>
        <source>Brier score</source>
        <translation>Brier 分数</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>Calibrate</source>
        <translation>校准</translation>
    </message>
    <message>
        <source>Remove calibration</source>
        <translation>移除校准</translation>
    </message>
    <message>
        <source>Curves of a label</source>
        <translation>单个标签的曲线</translation>
    </message>
    <message>
        <source>Label of the curves</source>
        <translation>曲线的标签</translation>
    </message>
    <message>
        <source>ROC</source>
        <translation>ROC</translation>
    </message>
    <message>
        <source>Precision and recall</source>
        <translation>精确率与召回率</translation>
    </message>
    <message>
        <source>Best F1</source>
        <translation>最佳 F1</translation>
    </message>
    <message>
        <source>Keep threshold</source>
        <translation>保存阈值</translation>
    </message>
    <message>
        <source>Remove threshold</source>
        <translation>移除阈值</translation>
    </message>
    <message>
        <source>Reliability</source>
        <translation>可靠性</translation>
    </message>
    <message>
        <source>It was chosen on: %1.</source>
        <translation>选自：%1。</translation>
    </message>
    <message>
        <source>Thresholds are chosen on the validation part; chosen here, they would flatter the figures of the test part.</source>
        <translation>阈值在验证部分上选择；在这里选择会美化测试部分的数字。</translation>
    </message>
    <message>
        <source>Bars at the diagonal: of 100 answers that score 80%, 80 are right. The line is the mean score of a bar, and the tint between both the error; pale bars hold few answers.</source>
        <translation>柱顶在对角线上：100 个分数为 80% 的答案中有 80 个正确。横线是该柱的平均分数，两者之间的着色是误差；颜色浅的柱答案少。</translation>
    </message>
    <message>
        <source>Area under ROC %1 (mean of the labels %2); average precision %3</source>
        <translation>ROC 曲线下面积 %1（各标签平均 %2）；平均精确率 %3</translation>
    </message>
</context>
<context>
    <name>attune::ui::ResultsPage</name>
    <message>
        <source>This run has no validation part.</source>
        <translation>此运行没有验证集。</translation>
    </message>
    <message>
        <source>This run has no test file.</source>
        <translation>此运行没有测试文件。</translation>
    </message>
    <message>
        <source>Tested when the run has ended.</source>
        <translation>运行结束后测试。</translation>
    </message>
    <message>
        <source>Wrong texts are listed when the run has ended.</source>
        <translation>运行结束后列出预测错误的文本。</translation>
    </message>
    <message>
        <source>The texts are being answered…</source>
        <translation>正在预测文本…</translation>
    </message>
    <message>
        <source>A model without a run has no texts here. Try one above.</source>
        <translation>单独打开的模型没有随附的文本，可在上方试用一条。</translation>
    </message>
    <message>
        <source>This run ended without a model, so its texts cannot be answered.</source>
        <translation>此运行没有留下模型，因此无法预测其文本。</translation>
    </message>
    <message>
        <source>%1, best at step %2</source>
        <translation>%1，第 %2 步最佳</translation>
    </message>
    <message>
        <source>No results yet</source>
        <translation>还没有结果</translation>
    </message>
    <message>
        <source>They appear with the first evaluation of a run.</source>
        <translation>运行第一次评估后会出现。</translation>
    </message>
    <message>
        <source>Go to Training</source>
        <translation>前往“训练”</translation>
    </message>
    <message>
        <source>Validation: choose here</source>
        <translation>验证集：用来选择</translation>
    </message>
    <message>
        <source>Test: report once</source>
        <translation>测试集：只报告一次</translation>
    </message>
    <message>
        <source>Results</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Views of the results</source>
        <translation>结果的视图</translation>
    </message>
    <message>
        <source>This run held no texts out to validate or to test on.</source>
        <translation>这次运行没有留出用于验证或测试的文本。</translation>
    </message>
</context>
<context>
    <name>attune::ui::RobustnessModel</name>
    <message>
        <source>Cleaned by “%1”, which this model does anyway</source>
        <translation>先用“%1”清洗，该模型本来就会这样做</translation>
    </message>
    <message>
        <source>Cleaned by “%1” first</source>
        <translation>先用“%1”清洗</translation>
    </message>
    <message>
        <source>Changed texts: %1; other answers than without noise: %2</source>
        <translation>改变的文本：%1；与无噪声时不同的答案：%2</translation>
    </message>
    <message>
        <source>%1 of the letters</source>
        <translation>%1 的字母</translation>
    </message>
    <message>
        <source>%1 of the words</source>
        <translation>%1 的词</translation>
    </message>
    <message>
        <source>Percentage points of accuracy, against the texts as they are</source>
        <translation>与原文本相比，准确率的百分点变化</translation>
    </message>
    <message>
        <source>Accuracy where the rule of cleaning that takes the noise away is applied first</source>
        <translation>先用能去除该噪声的清洗规则处理后的准确率</translation>
    </message>
    <message>
        <source>Noise</source>
        <translation>噪声</translation>
    </message>
    <message>
        <source>Strength</source>
        <translation>强度</translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation>准确率</translation>
    </message>
    <message>
        <source>Points</source>
        <translation>百分点</translation>
    </message>
    <message>
        <source>With cleaning</source>
        <translation>清洗后</translation>
    </message>
    <message>
        <source>A text with it</source>
        <translation>带噪声的文本</translation>
    </message>
    <message>
        <source>%1–%2</source>
        <extracomment>From the lowest to the highest value of an interval: &quot;0.574–0.702&quot;</extracomment>
        <translation>%1–%2</translation>
    </message>
    <message>
        <source>Wilson&apos;s confidence interval: how far chance alone moves the accuracy with so many texts</source>
        <translation>Wilson 置信区间：在这么多条文本上，单凭偶然，准确率会变动多少</translation>
    </message>
    <message>
        <source>95% interval</source>
        <translation>95% 区间</translation>
    </message>
</context>
<context>
    <name>attune::ui::RobustnessView</name>
    <message>
        <source>The same texts with noise</source>
        <translation>带噪声的同一批文本</translation>
    </message>
    <message>
        <source>Typing mistakes, letter case, look-alike and invisible characters, spaces, words that are missing or in another order: how much of its accuracy the model keeps, and what cleaning gives back.</source>
        <translation>打字错误、字母大小写、形近和不可见字符、空格、缺失或换序的词：模型能保持多少准确率，清洗又能挽回多少。</translation>
    </message>
    <message>
        <source>Measure</source>
        <translation>测量</translation>
    </message>
    <message>
        <source>The texts of a finished run are asked about; there is none here.</source>
        <translation>测量使用已完成的运行的文本；这里没有这样的运行。</translation>
    </message>
    <message>
        <source>By kind and strength</source>
        <translation>按种类和强度</translation>
    </message>
    <message>
        <source>Accuracy by kind and strength of noise</source>
        <translation>按噪声种类和强度的准确率</translation>
    </message>
    <message>
        <source>Robustness</source>
        <translation>稳健性</translation>
    </message>
    <message>
        <source>Accuracy without noise: %1 (%2–%3), on %4 texts. Noise by seed %5 (%6).</source>
        <translation>无噪声时的准确率：%1（%2–%3），共 %4 条文本。噪声由种子 %5 生成（%6）。</translation>
    </message>
</context>
<context>
    <name>attune::ui::RoleHeader</name>
    <message>
        <source>Text</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>Second text</source>
        <translation>第二段文本</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>not used</source>
        <translation>不使用</translation>
    </message>
    <message>
        <source>One label (0 or 1)</source>
        <translation>单个标签（0 或 1）</translation>
    </message>
</context>
<context>
    <name>attune::ui::RuleBar</name>
    <message>
        <source>Keep all tokens</source>
        <translation>保留全部词元</translation>
    </message>
    <message>
        <source>Keep all that occur</source>
        <translation>保留所有出现的词元</translation>
    </message>
    <message>
        <source>Keep by count</source>
        <translation>按次数保留</translation>
    </message>
    <message>
        <source>Keep by coverage</source>
        <translation>按覆盖率保留</translation>
    </message>
    <message>
        <source>Keep by size</source>
        <translation>按数量保留</translation>
    </message>
    <message>
        <source>Which tokens stay</source>
        <translation>保留哪些词元</translation>
    </message>
</context>
<context>
    <name>attune::ui::RunCompanion</name>
    <message>
        <source>A model is being trained.</source>
        <translation>正在训练模型。</translation>
    </message>
    <message>
        <source>The run “%1” has ended</source>
        <translation>运行“%1”已结束</translation>
    </message>
    <message>
        <source>The run “%1” failed</source>
        <translation>运行“%1”失败</translation>
    </message>
    <message>
        <source>Best validation score: %1</source>
        <translation>最佳验证分数：%1</translation>
    </message>
</context>
<context>
    <name>attune::ui::RunDifferencesModel</name>
    <message>
        <source>which gave</source>
        <translation>得到的结果</translation>
    </message>
    <message>
        <source>Test: %1</source>
        <translation>测试：%1</translation>
    </message>
    <message>
        <source>Validation: %1</source>
        <translation>验证：%1</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>An epoch</source>
        <translation>每轮</translation>
    </message>
    <message>
        <source>%1, stands out</source>
        <translation>%1，与众不同</translation>
    </message>
    <message>
        <source>Setting</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>The texts differ: these scores cannot be compared.</source>
        <translation>数据不同，分数不可比较。</translation>
    </message>
</context>
<context>
    <name>attune::ui::RunListModel</name>
    <message>
        <source>Run</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Started</source>
        <translation>开始时间</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>续训</translation>
    </message>
    <message>
        <source>Compared below</source>
        <translation>已在下方比较</translation>
    </message>
    <message>
        <source>Compare below</source>
        <translation>在下方比较</translation>
    </message>
    <message>
        <source>Step %1 of %2</source>
        <translation>第 %1 步，共 %2 步</translation>
    </message>
    <message>
        <source>Goes on from the last checkpoint.</source>
        <translation>从最后一个检查点继续。</translation>
    </message>
    <message>
        <source>What can be done with this run</source>
        <translation>可对此运行做什么</translation>
    </message>
    <message>
        <source>compared</source>
        <translation>已比较</translation>
    </message>
    <message>
        <source>not compared</source>
        <translation>未比较</translation>
    </message>
    <message>
        <source>no score yet</source>
        <translation>还没有分数</translation>
    </message>
    <message>
        <source>from %1 to %2, best %3 at epoch %4</source>
        <translation>从 %1 到 %2，第 %4 轮最佳 %3</translation>
    </message>
    <message>
        <source>Menu</source>
        <translation>菜单</translation>
    </message>
    <message>
        <source>Compared</source>
        <translation>比较</translation>
    </message>
    <message>
        <source>Validation</source>
        <translation>验证</translation>
    </message>
    <message>
        <source>Epochs</source>
        <translation>轮数</translation>
    </message>
    <message>
        <source>An epoch</source>
        <translation>每轮</translation>
    </message>
    <message>
        <source>%1 of the best state on the validation part</source>
        <translation>最佳状态在验证集上的%1</translation>
    </message>
    <message>
        <source>%1 of the finished model on the test part</source>
        <translation>完成的模型在测试集上的%1</translation>
    </message>
    <message>
        <source>On test</source>
        <translation>测试集</translation>
    </message>
</context>
<context>
    <name>attune::ui::RunView</name>
    <message>
        <source>Show all</source>
        <translation>显示全部</translation>
    </message>
    <message>
        <source>Following live</source>
        <translation>实时跟随</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>Loss by step</source>
        <translation>损失随步数的变化</translation>
    </message>
    <message>
        <source>batch</source>
        <translation>单批</translation>
    </message>
    <message>
        <source>smoothed</source>
        <translation>平滑</translation>
    </message>
    <message>
        <source>validation</source>
        <translation>验证</translation>
    </message>
    <message>
        <source>Validation</source>
        <translation>验证集</translation>
    </message>
    <message>
        <source>Validation scores by step</source>
        <translation>验证分数随步数的变化</translation>
    </message>
    <message>
        <source>F1</source>
        <translation>F1</translation>
    </message>
    <message>
        <source>F1 of the labels by step</source>
        <translation>各标签 F1 随步数的变化</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>消息</translation>
    </message>
    <message>
        <source>First batch</source>
        <translation>首个批次</translation>
    </message>
    <message>
        <source>How it runs</source>
        <translation>运行方式</translation>
    </message>
    <message>
        <source>Step %1</source>
        <translation>第 %1 步</translation>
    </message>
    <message>
        <source>%1, epoch %2</source>
        <translation>%1，第 %2 轮</translation>
    </message>
    <message>
        <source>epoch %1</source>
        <translation>第 %1 轮</translation>
    </message>
    <message>
        <source>best, step %1</source>
        <translation>最佳，第 %1 步</translation>
    </message>
    <message>
        <source>F1 by label</source>
        <translation>各标签的 F1</translation>
    </message>
    <message>
        <source>F1 of the %1 weakest labels</source>
        <translation>F1 最低的 %1 个标签</translation>
    </message>
    <message>
        <source>The run stopped</source>
        <translation>运行已停止</translation>
    </message>
    <message>
        <source>The model is ready</source>
        <translation>模型已就绪</translation>
    </message>
    <message>
        <source>The recipe has no test part; the scores are of validation.</source>
        <translation>配方没有测试集，分数来自验证集。</translation>
    </message>
    <message>
        <source>The run is not finished</source>
        <translation>运行尚未完成</translation>
    </message>
    <message>
        <source>Resume goes on from the last checkpoint as if nothing had happened.</source>
        <translation>从最后的检查点续训，如同从未中断。</translation>
    </message>
    <message>
        <source>See the results</source>
        <translation>查看结果</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>续训</translation>
    </message>
    <message>
        <source>On the test part: %1 %2, %3 %4.</source>
        <translation>测试部分：%1 %2，%3 %4。</translation>
    </message>
</context>
<context>
    <name>attune::ui::RunsPage</name>
    <message>
        <source>A run is going on.</source>
        <translation>有运行正在进行。</translation>
    </message>
    <message>
        <source>Choose a run in the list.</source>
        <translation>在列表中选择一个运行。</translation>
    </message>
    <message>
        <source>This run is finished or cannot be resumed.</source>
        <translation>此运行已完成或无法续训。</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>查看</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>续训</translation>
    </message>
    <message>
        <source>No run yet</source>
        <translation>还没有运行</translation>
    </message>
    <message>
        <source>Runs of this folder appear here, also those of the command line.</source>
        <translation>此文件夹中的运行会出现在这里，命令行的运行也在内。</translation>
    </message>
    <message>
        <source>Go to Training</source>
        <translation>前往“训练”</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>运行记录</translation>
    </message>
    <message>
        <source>Recipe of %1</source>
        <translation>%1 的配方</translation>
    </message>
    <message>
        <source>The run could not be moved to the trash</source>
        <translation>无法将运行移到回收站</translation>
    </message>
    <message>
        <source>“%1” is being written. Stop it first.</source>
        <translation>“%1”正在写入，先停止它。</translation>
    </message>
    <message>
        <source>Move the run “%1” to the trash?</source>
        <translation>将运行“%1”移到回收站吗？</translation>
    </message>
    <message>
        <source>Its checkpoints, its model and its record go there with it. The trash can give them back.</source>
        <translation>它的检查点、模型和记录会一同移走，可以从回收站恢复。</translation>
    </message>
    <message>
        <source>Move to trash</source>
        <translation>移到回收站</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Copy recipe</source>
        <translation>复制配方</translation>
    </message>
    <message>
        <source>Use this recipe</source>
        <translation>使用此配方</translation>
    </message>
    <message>
        <source>Open the folder</source>
        <translation>打开文件夹</translation>
    </message>
    <message>
        <source>Move to trash…</source>
        <translation>移到回收站…</translation>
    </message>
    <message>
        <source>This run is being written.</source>
        <translation>此运行正在写入。</translation>
    </message>
    <message numerus="yes">
        <source>%n run(s) in this folder, %1 compared</source>
        <translation>
            <numerusform>此文件夹中有 %n 次运行，比较 %1 次</numerusform>
        </translation>
    </message>
    <message>
        <source>The settings of the chosen run as YAML, with whole paths</source>
        <translation>所选运行的设置，YAML 格式，路径完整</translation>
    </message>
    <message>
        <source>Move the chosen run to the trash (Delete)</source>
        <translation>将所选运行移到回收站（Delete）</translation>
    </message>
    <message>
        <source>Six runs are compared already: untick one of them first.</source>
        <translation>已比较六个运行：先取消勾选其中一个。</translation>
    </message>
    <message>
        <source>Filter runs</source>
        <translation>筛选运行</translation>
    </message>
    <message>
        <source>No run matches</source>
        <translation>没有匹配的运行</translation>
    </message>
    <message>
        <source>No name and no state has these words.</source>
        <translation>没有名称或状态含有这些词。</translation>
    </message>
    <message>
        <source>Show all runs</source>
        <translation>显示所有运行</translation>
    </message>
</context>
<context>
    <name>attune::ui::ScatterChart</name>
    <message>
        <source>%1 in the data, %2 predicted</source>
        <translation>数据中 %1，预测 %2</translation>
    </message>
    <message>
        <source>in the data</source>
        <translation>数据中</translation>
    </message>
    <message>
        <source>predicted</source>
        <translation>预测</translation>
    </message>
    <message>
        <source>Predicted numbers against those of the data</source>
        <translation>预测的数值与数据中的数值</translation>
    </message>
</context>
<context>
    <name>attune::ui::ScoreCurveChart</name>
    <message>
        <source>false positive rate</source>
        <translation>假阳性率</translation>
    </message>
    <message>
        <source>recall</source>
        <translation>召回率</translation>
    </message>
    <message>
        <source>true positive rate</source>
        <translation>真阳性率</translation>
    </message>
    <message>
        <source>precision</source>
        <translation>精确率</translation>
    </message>
    <message>
        <source>ROC curve, threshold</source>
        <translation>ROC 曲线，阈值</translation>
    </message>
    <message>
        <source>Curve of precision and recall, threshold</source>
        <translation>精确率与召回率曲线，阈值</translation>
    </message>
    <message>
        <source>%1: precision %2, recall %3, F1 %4</source>
        <translation>%1：精确率 %2，召回率 %3，F1 %4</translation>
    </message>
</context>
<context>
    <name>attune::ui::SeedBar</name>
    <message>
        <source>Seed %1</source>
        <translation>种子 %1</translation>
    </message>
    <message>
        <source>Take seed %1</source>
        <translation>采用种子 %1</translation>
    </message>
    <message>
        <source>Back to the recipe&apos;s seed, %1</source>
        <translation>回到配方的种子 %1</translation>
    </message>
    <message>
        <source>Next seed</source>
        <translation>下一个种子</translation>
    </message>
    <message>
        <source>Shows what another seed draws. The recipe stays as it is.</source>
        <translation>查看另一个种子的抽取结果，配方不变。</translation>
    </message>
    <message>
        <source>Puts this seed into the recipe, for the copies alone: the texts that are held out and the order of training stay.</source>
        <translation>把此种子写入配方，只用于副本：留出的文本和训练顺序不变。</translation>
    </message>
</context>
<context>
    <name>attune::ui::SetupView</name>
    <message>
        <source>Basic</source>
        <translation>基本</translation>
    </message>
    <message numerus="yes">
        <source>All %n settings</source>
        <translation>
            <numerusform>全部 %n 项设置</numerusform>
        </translation>
    </message>
    <message>
        <source>A run is going on. The test needs the machine for itself.</source>
        <translation>有运行正在进行。测试需要独占本机。</translation>
    </message>
    <message>
        <source>The recipe has errors; they are listed at the left.</source>
        <translation>配方有错误，见左侧列表。</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>How it will run</source>
        <translation>运行方式</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>设备</translation>
    </message>
    <message>
        <source>Texts</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>%1 to train</source>
        <translation>训练 %1 条</translation>
    </message>
    <message>
        <source>%1 to validate, %2 to test</source>
        <translation>验证 %1 条，测试 %2 条</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>步数</translation>
    </message>
    <message>
        <source>%1 an epoch, %2 texts each</source>
        <translation>每轮 %1 步，每步 %2 条</translation>
    </message>
    <message>
        <source>Checks</source>
        <translation>评估</translation>
    </message>
    <message>
        <source>on the validation part; the best state is kept</source>
        <translation>在验证集上进行，保留最佳模型</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>用时</translation>
    </message>
    <message>
        <source>about %1</source>
        <translation>约 %1</translation>
    </message>
    <message>
        <source>at the speed of the last run</source>
        <translation>按上次运行的速度</translation>
    </message>
    <message>
        <source>a rough guess; measured once it runs</source>
        <translation>粗略估计，开始后实测</translation>
    </message>
    <message>
        <source>What will happen</source>
        <translation>将要进行</translation>
    </message>
    <message>
        <source>measured by the rehearsal</source>
        <translation>由预演测得</translation>
    </message>
    <message>
        <source>The rehearsal is going on.</source>
        <translation>预演正在进行。</translation>
    </message>
    <message>
        <source>The range test is going on.</source>
        <translation>学习率范围测试正在进行。</translation>
    </message>
</context>
<context>
    <name>attune::ui::ShareBar</name>
    <message>
        <source>%1: %2, %3</source>
        <translation>%1：%2，%3</translation>
    </message>
</context>
<context>
    <name>attune::ui::ShortcutsDialog</name>
    <message>
        <source>Charts: move the pointer line</source>
        <translation>图表：移动指示线</translation>
    </message>
    <message>
        <source>Charts: nearer, farther</source>
        <translation>图表：放大、缩小</translation>
    </message>
    <message>
        <source>Charts: show everything</source>
        <translation>图表：显示全部</translation>
    </message>
    <message>
        <source>Tables: change the chosen cell</source>
        <translation>表格：修改所选单元格</translation>
    </message>
    <message>
        <source>Next and previous field</source>
        <translation>下一个、上一个字段</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>键盘快捷键</translation>
    </message>
    <message>
        <source>Everywhere</source>
        <translation>所有页面</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>attune::ui::ShownExplanation</name>
    <message>
        <source>Not read: the text is cut before it.</source>
        <translation>未读取：文本在它之前被截断。</translation>
    </message>
    <message>
        <source>%1: lowered the number</source>
        <translation>%1：使数值变小</translation>
    </message>
    <message>
        <source>%1: raised the number</source>
        <translation>%1：使数值变大</translation>
    </message>
    <message>
        <source>%1: against “%2”</source>
        <translation>%1：反对“%2”</translation>
    </message>
    <message>
        <source>%1: for “%2”</source>
        <translation>%1：支持“%2”</translation>
    </message>
    <message>
        <source>Solid line: raised the number. Dashed line: lowered it. Choose a word to see the number without it.</source>
        <translation>实线：使数值变大。虚线：使数值变小。选中一个词，可看去掉它之后的数值。</translation>
    </message>
    <message>
        <source>Solid line: spoke for “%1” as the label of “%2”. Dashed line: against it. Choose a word to see the score without it.</source>
        <translation>实线：支持“%2”的标签为“%1”。虚线：反对它。选中一个词，可看去掉它之后的分数。</translation>
    </message>
    <message>
        <source>Solid line: spoke for “%1”. Dashed line: against it. Choose a word to see the score without it.</source>
        <translation>实线：支持“%1”。虚线：反对它。选中一个词，可看去掉它之后的分数。</translation>
    </message>
    <message numerus="yes">
        <source>Completeness: the words sum up to %1; from a text of %2 to this one the number went from %3 to %4. Error %5 after %Ln step(s).</source>
        <translation>
            <numerusform>完备性：各词之和为 %1；从全是 %2 的文本到此文本，数值从 %3 变为 %4。%Ln 步后误差为 %5。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Completeness: the words sum up to %1; from a text of %2 to this one the logit went from %3 to %4. Error %5 after %Ln step(s).</source>
        <translation>
            <numerusform>完备性：各词之和为 %1；从全是 %2 的文本到此文本，logit 从 %3 变为 %4。%Ln 步后误差为 %5。</numerusform>
        </translation>
    </message>
    <message>
        <source>That is over the limit of %1: take the small values with care.</source>
        <translation>误差超过限值 %1：较小的数值要谨慎看待。</translation>
    </message>
</context>
<context>
    <name>attune::ui::SizeCard</name>
    <message>
        <source>%1 less, −%2</source>
        <translation>减少 %1，−%2</translation>
    </message>
    <message>
        <source>Before: %1, of which embeddings %2. After: %3, of which embeddings %4.</source>
        <translation>之前：%1，其中嵌入 %2。之后：%3，其中嵌入 %4。</translation>
    </message>
    <message>
        <source>Model size</source>
        <translation>模型大小</translation>
    </message>
    <message>
        <source>before</source>
        <translation>之前</translation>
    </message>
    <message>
        <source>after</source>
        <translation>之后</translation>
    </message>
    <message>
        <source>embeddings</source>
        <translation>嵌入</translation>
    </message>
    <message>
        <source>encoder</source>
        <translation>编码器</translation>
    </message>
</context>
<context>
    <name>attune::ui::StartPage</name>
    <message>
        <source>What you open is listed here next time.</source>
        <translation>打开过的内容下次会列在这里。</translation>
    </message>
    <message>
        <source>Opened lately</source>
        <translation>最近打开</translation>
    </message>
    <message>
        <source>Teach a model your labels</source>
        <translation>教模型认识你的标签</translation>
    </message>
    <message>
        <source>Attune fine-tunes a pretrained text model on this computer. Your texts never leave it.</source>
        <translation>Attune 在这台电脑上微调预训练文本模型。文本不会离开本机。</translation>
    </message>
    <message>
        <source>Drop your labelled texts here</source>
        <translation>将带标签的文本拖放到这里</translation>
    </message>
    <message>
        <source>Choose a file…</source>
        <translation>选择文件…</translation>
    </message>
    <message>
        <source>Try the sample</source>
        <translation>试用示例</translation>
    </message>
    <message>
        <source>Or go on with</source>
        <translation>或者打开</translation>
    </message>
    <message>
        <source>A recipe</source>
        <translation>配方</translation>
    </message>
    <message>
        <source>a YAML file that you were given</source>
        <translation>别人给你的 YAML 文件</translation>
    </message>
    <message>
        <source>A run folder</source>
        <translation>运行文件夹</translation>
    </message>
    <message>
        <source>look at it, resume it</source>
        <translation>查看或续训</translation>
    </message>
    <message>
        <source>A model folder</source>
        <translation>模型文件夹</translation>
    </message>
    <message>
        <source>try it on texts, or train it further</source>
        <translation>用文本试用，或进一步训练</translation>
    </message>
    <message>
        <source>Choose</source>
        <translation>选择</translation>
    </message>
    <message>
        <source>A model that is on this machine is picked for you. Change it, or keep it.</source>
        <translation>自动选用本机已有的模型，可以更换，也可以沿用。</translation>
    </message>
    <message>
        <source>See</source>
        <translation>查看</translation>
    </message>
    <message>
        <source>What is read, cut, skipped or unknown is shown before anything runs.</source>
        <translation>读到、截断、略去和不认识的内容，都在开始之前显示。</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Pause, stop and resume at any time. Then export a model that was checked.</source>
        <translation>可随时暂停、停止和续训，最后导出经过核对的模型。</translation>
    </message>
    <message>
        <source>Sample: %1 texts with %2 labels, ready to train</source>
        <translation>示例：%1 条文本，%2 个标签，可直接训练</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>The sample needs the model %1, which is not on this machine. Put its folder where Attune looks, or choose a file and another model.</source>
        <translation>示例需要模型 %1，本机上没有。将其文件夹放到 Attune 会查找的位置，或选择文件并换用其他模型。</translation>
    </message>
    <message>
        <source>Its model was made for English and knows few Chinese characters: the sample shows the way, not how good results can be.</source>
        <translation>所用模型针对英文训练，认识的汉字很少：示例演示的是流程，不代表中文能达到的效果。</translation>
    </message>
    <message>
        <source>Reading %1…</source>
        <translation>正在读取 %1…</translation>
    </message>
    <message>
        <source>CSV, TSV, JSON lines, CoNLL, or a folder with one subfolder per label</source>
        <translation>CSV、TSV、JSONL、CoNLL，或每个标签一个子文件夹的文件夹</translation>
    </message>
</context>
<context>
    <name>attune::ui::Strip</name>
    <message>
        <source>Training texts</source>
        <translation>训练文本</translation>
    </message>
    <message>
        <source>Tokens a text</source>
        <translation>每条词元数</translation>
    </message>
    <message>
        <source>Cut</source>
        <translation>被截断</translation>
    </message>
    <message>
        <source>Unknown</source>
        <translation>未知词元</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Memory</source>
        <extracomment>memory that training takes, of what the machine has: 0.9 GB of 7.7 GB</extracomment>
        <translation>内存</translation>
    </message>
    <message>
        <source>An epoch</source>
        <translation>每轮用时</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message numerus="yes">
        <source>%n problem(s)</source>
        <translation>
            <numerusform>%n 个问题</numerusform>
        </translation>
    </message>
    <message>
        <source>Stop and keep</source>
        <translation>停止并保留</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>正在停止…</translation>
    </message>
    <message>
        <source>Train again</source>
        <translation>再次训练</translation>
    </message>
    <message>
        <source>Start training</source>
        <translation>开始训练</translation>
    </message>
    <message>
        <source>No texts to train on yet</source>
        <translation>还没有训练文本</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Checking…</source>
        <translation>正在检查…</translation>
    </message>
    <message>
        <source>into “%1”</source>
        <translation>存入“%1”</translation>
    </message>
    <message>
        <source>%1 texts and %2 copies of them</source>
        <translation>%1 条文本和 %2 个副本</translation>
    </message>
    <message>
        <source>Share of the training texts that lose their end</source>
        <translation>结尾被截断的训练文本所占比例</translation>
    </message>
    <message>
        <source>Vocabulary: %1 tokens</source>
        <translation>词表：%1 个词元</translation>
    </message>
    <message>
        <source>Estimated for the batch of the longest texts</source>
        <translation>按最长文本组成的批次估计</translation>
    </message>
    <message>
        <source>Guessed from the size of the model. A run measures it.</source>
        <translation>根据模型大小推算，运行时会实际测量。</translation>
    </message>
    <message>
        <source>Vocabulary</source>
        <translation>词表</translation>
    </message>
    <message>
        <source>Tokens that the model knows</source>
        <translation>模型认识的词元</translation>
    </message>
    <message>
        <source>Measured by the rehearsal</source>
        <translation>由预演测得</translation>
    </message>
    <message>
        <source>Share of the tokens of the training texts, copies included, that the tokenizer has no word for</source>
        <translation>训练文本（含副本）的词元中，分词器不认识的所占比例</translation>
    </message>
    <message>
        <source>The mean of the run</source>
        <translation>整个运行的平均值</translation>
    </message>
    <message>
        <source>Texts and copies</source>
        <translation>文本和副本</translation>
    </message>
</context>
<context>
    <name>attune::ui::TableCard</name>
    <message>
        <source>Comma</source>
        <translation>逗号</translation>
    </message>
    <message>
        <source>Semicolon</source>
        <translation>分号</translation>
    </message>
    <message>
        <source>Tab</source>
        <translation>制表符</translation>
    </message>
    <message>
        <source>%1, found</source>
        <extracomment>The encoding or delimiter that was found in the file: &quot;UTF-8, found&quot;</extracomment>
        <translation>%1（自动识别）</translation>
    </message>
    <message>
        <source>Find the encoding</source>
        <translation>自动识别编码</translation>
    </message>
    <message>
        <source>Find the delimiter</source>
        <translation>自动识别分隔符</translation>
    </message>
    <message numerus="yes">
        <source>%Ln row(s)</source>
        <translation>
            <numerusform>%Ln 行</numerusform>
        </translation>
    </message>
    <message>
        <source>Replace…</source>
        <translation>更换…</translation>
    </message>
    <message>
        <source>A file…</source>
        <translation>文件…</translation>
    </message>
    <message>
        <source>A folder with one folder a label…</source>
        <translation>每个标签一个子文件夹的文件夹…</translation>
    </message>
    <message>
        <source>How the bytes of the file are read as characters</source>
        <translation>如何把文件的字节读成字符</translation>
    </message>
    <message>
        <source>Encoding</source>
        <translation>编码</translation>
    </message>
    <message>
        <source>What stands between two columns</source>
        <translation>两列之间的分隔符号</translation>
    </message>
    <message>
        <source>Delimiter</source>
        <translation>分隔符</translation>
    </message>
    <message>
        <source>Use of the columns</source>
        <translation>各列的用途</translation>
    </message>
    <message>
        <source>Pipe |</source>
        <translation>竖线 |</translation>
    </message>
    <message>
        <source>Unit separator</source>
        <translation>单元分隔符</translation>
    </message>
    <message>
        <source>Tilde ~</source>
        <translation>波浪号 ~</translation>
    </message>
    <message>
        <source>Caret ^</source>
        <translation>脱字符 ^</translation>
    </message>
    <message>
        <source>Colon :</source>
        <translation>冒号 :</translation>
    </message>
    <message>
        <source>Hash #</source>
        <translation>井号 #</translation>
    </message>
    <message>
        <source>Ampersand &amp;</source>
        <translation>与号 &amp;</translation>
    </message>
    <message>
        <source>Asterisk *</source>
        <translation>星号 *</translation>
    </message>
    <message>
        <source>At sign @</source>
        <translation>At 符号 @</translation>
    </message>
    <message>
        <source>Exclamation !</source>
        <translation>感叹号 !</translation>
    </message>
    <message>
        <source>Slash /</source>
        <translation>斜杠 /</translation>
    </message>
    <message>
        <source>Backslash \</source>
        <translation>反斜杠 \</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>空格</translation>
    </message>
    <message>
        <source>One column</source>
        <translation>只有一列</translation>
    </message>
    <message>
        <source>%1 of about %2 rows</source>
        <translation>已读 %1 行，共约 %2 行</translation>
    </message>
    <message numerus="yes">
        <source>first %Ln row(s)</source>
        <translation>
            <numerusform>前 %Ln 行</numerusform>
        </translation>
    </message>
    <message>
        <source>%1, changed and read anew at %2</source>
        <extracomment>&quot;1,000 rows, changed and read anew at 13:58&quot;</extracomment>
        <translation>%1，文件已改动，%2 重新读取</translation>
    </message>
    <message>
        <source>Rows of the file</source>
        <translation>文件的行</translation>
    </message>
</context>
<context>
    <name>attune::ui::TablePreviewModel</name>
    <message>
        <source>Line %1 of the file</source>
        <translation>文件第 %1 行</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>行号</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
</context>
<context>
    <name>attune::ui::TaskCard</name>
    <message>
        <source>Task</source>
        <translation>任务</translation>
    </message>
</context>
<context>
    <name>attune::ui::TextsCard</name>
    <message>
        <source>No text here.</source>
        <translation>这里没有文本。</translation>
    </message>
    <message numerus="yes">
        <source>Show all %Ln wrong</source>
        <translation>
            <numerusform>显示全部 %Ln 条错误</numerusform>
        </translation>
    </message>
    <message>
        <source>By label</source>
        <translation>按标签</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>报告</translation>
    </message>
    <message>
        <source>Wrong texts</source>
        <translation>预测错误的文本</translation>
    </message>
    <message numerus="yes">
        <source>%Ln text(s): %1, predicted %2</source>
        <translation>
            <numerusform>%Ln 条：%1，预测为 %2</numerusform>
        </translation>
    </message>
    <message>
        <source>Texts</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>Metrics of each label</source>
        <translation>各标签的指标</translation>
    </message>
    <message>
        <source>Double click a text to try it above</source>
        <translation>双击文本即可在上方试用</translation>
    </message>
    <message numerus="yes">
        <source>%Ln wrong text(s), highest score first</source>
        <translation>
            <numerusform>%Ln 条预测错误，按分数从高到低</numerusform>
        </translation>
    </message>
    <message>
        <source>Unsure</source>
        <translation>不确定的文本</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>已修改的</translation>
    </message>
    <message numerus="yes">
        <source>%Ln label(s) changed</source>
        <translation>
            <numerusform>已改 %Ln 个标签</numerusform>
        </translation>
    </message>
    <message>
        <source>Write a copy of the data…</source>
        <translation>写入数据副本…</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Takes back the last change of a label</source>
        <translation>撤回对标签的最后一次修改</translation>
    </message>
    <message numerus="yes">
        <source>%Ln unsure text(s), lowest score first</source>
        <translation>
            <numerusform>%Ln 条不确定的文本，分数最低的在前</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln text(s) with a changed label</source>
        <translation>
            <numerusform>%Ln 条改过标签的文本</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln text(s) farther off than the RMSE, greatest error first</source>
        <translation>
            <numerusform>%Ln 条文本的误差大于 RMSE，误差大的在前</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln wrong text(s), greatest loss first</source>
        <translation>
            <numerusform>%Ln 条错误文本，损失大的在前</numerusform>
        </translation>
    </message>
    <message>
        <source>The texts that the model is least sure of</source>
        <translation>模型最没把握的文本</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>All texts, those first that the model got most wrong; a click on a column&apos;s name orders them by it</source>
        <translation>所有文本，模型错得最离谱的在前；点击列名可按该列排序</translation>
    </message>
    <message numerus="yes">
        <source>%Ln text(s), greatest error first</source>
        <translation>
            <numerusform>%Ln 条文本，误差最大的在前</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln text(s), greatest loss first</source>
        <translation>
            <numerusform>%Ln 条文本，损失最大的在前</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>attune::ui::TrainingPage</name>
    <message>
        <source>Show the run</source>
        <translation>查看运行</translation>
    </message>
    <message>
        <source>Show settings</source>
        <translation>查看设置</translation>
    </message>
    <message>
        <source>Next: Results</source>
        <translation>下一步：结果</translation>
    </message>
    <message numerus="yes">
        <source>%n problem(s) keep this run from starting.</source>
        <translation>
            <numerusform>有 %n 个问题，无法开始运行。</numerusform>
        </translation>
    </message>
    <message>
        <source>Ready. Nothing keeps this run from starting.</source>
        <translation>已就绪，可以开始运行。</translation>
    </message>
    <message>
        <source>Reading the run…</source>
        <translation>正在读取运行…</translation>
    </message>
    <message>
        <source>Preparing: reading the texts and the model…</source>
        <translation>正在准备：读取文本和模型…</translation>
    </message>
    <message>
        <source>Running since %1</source>
        <translation>自 %1 开始运行</translation>
    </message>
    <message>
        <source>Running in another program since %1</source>
        <translation>自 %1 起在另一个程序中运行</translation>
    </message>
    <message>
        <source>Paused. The machine is free; nothing is lost.</source>
        <translation>已暂停。不占用机器，也不会丢失任何内容。</translation>
    </message>
    <message>
        <source>Stopping after the current step…</source>
        <translation>完成当前这一步后停止…</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Finished: %1, in “%2”</source>
        <translation>完成：%1，位于“%2”</translation>
    </message>
    <message>
        <source>Stopped: %1, in “%2”</source>
        <translation>停止：%1，位于“%2”</translation>
    </message>
</context>
<context>
    <name>attune::ui::TryTextCard</name>
    <message>
        <source>A text can be tried when there is a model.</source>
        <translation>有了模型才能试用文本。</translation>
    </message>
    <message>
        <source>Loading the model…</source>
        <translation>正在载入模型…</translation>
    </message>
    <message>
        <source>The model answers while you type.</source>
        <translation>边输入边显示预测。</translation>
    </message>
    <message>
        <source>Try a text</source>
        <translation>试用一条文本</translation>
    </message>
    <message>
        <source>Type or paste a text</source>
        <translation>输入或粘贴文本</translation>
    </message>
    <message>
        <source>Text to try</source>
        <translation>要试用的文本</translation>
    </message>
    <message>
        <source>The second text</source>
        <translation>第二段文本</translation>
    </message>
    <message>
        <source>Second text to try</source>
        <translation>要试用的第二段文本</translation>
    </message>
    <message>
        <source>Scores of the labels</source>
        <translation>各标签的分数</translation>
    </message>
    <message>
        <source>The model answers when both texts are there.</source>
        <translation>两段文本都填好后显示预测。</translation>
    </message>
    <message>
        <source>step %1</source>
        <translation>第 %1 步</translation>
    </message>
    <message>
        <source>A text can be tried after the first evaluation.</source>
        <translation>第一次评估之后才能试用文本。</translation>
    </message>
    <message>
        <source>Try the best model</source>
        <translation>试用目前最佳的模型</translation>
    </message>
    <message>
        <source>Explain…</source>
        <translation>解释…</translation>
    </message>
    <message>
        <source>Which words spoke for the answer, and what a change of them does</source>
        <translation>哪些词支持这个答案，改动它们会怎样</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>No label</source>
        <translation>没有标签</translation>
    </message>
    <message>
        <source>No span</source>
        <translation>没有片段</translation>
    </message>
</context>
<context>
    <name>attune::ui::VocabularyPage</name>
    <message>
        <source>Tokens</source>
        <translation>词元</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%2 条中的 %1 条</translation>
    </message>
    <message>
        <source>Next: Training</source>
        <translation>下一步：训练</translation>
    </message>
    <message>
        <source>No texts to count yet</source>
        <translation>还没有可统计的文本</translation>
    </message>
    <message>
        <source>Choose a model and training texts first: they tell which tokens are needed.</source>
        <translation>先选好模型和训练文本，才知道需要哪些词元。</translation>
    </message>
    <message>
        <source>Go to Data</source>
        <translation>前往数据页</translation>
    </message>
    <message>
        <source>This cannot be measured</source>
        <translation>无法统计</translation>
    </message>
    <message>
        <source>Vocabulary</source>
        <translation>词表</translation>
    </message>
    <message>
        <source>trim the vocabulary</source>
        <translation>裁剪词表</translation>
    </message>
    <message>
        <source>keep words</source>
        <translation>保留词语</translation>
    </message>
    <message>
        <source>Whole texts</source>
        <translation>完整的文本</translation>
    </message>
    <message>
        <source>Training texts, copies included, and further texts that keep all their tokens: they give the very same answers as before</source>
        <translation>保留全部词元的训练文本（含副本）和其他文本：结果与之前完全相同</translation>
    </message>
    <message>
        <source>Unknown tokens</source>
        <translation>未知词元</translation>
    </message>
    <message>
        <source>Share of the tokens of the training texts, copies included, and of further texts that the tokenizer has no word for</source>
        <translation>训练文本（含副本）和其他文本的词元中，分词器不认识的所占比例</translation>
    </message>
    <message>
        <source>Tokens a text</source>
        <translation>每条词元数</translation>
    </message>
    <message>
        <source>The time of an epoch follows it; a smaller vocabulary alone saves memory and disk, not time</source>
        <translation>每轮用时随它而变；仅缩小词表，省的是内存和磁盘，不是时间</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>内存</translation>
    </message>
    <message>
        <source>Of training, estimated for the batch of the longest texts</source>
        <translation>训练所需，按最长文本的批次估计</translation>
    </message>
    <message>
        <source>Trim the word list to what the texts need</source>
        <translation>把词表裁剪到只含文本用到的词元</translation>
    </message>
    <message>
        <source>Share of the texts’ tokens that stays</source>
        <translation>文本词元的保留比例</translation>
    </message>
    <message>
        <source>What changes</source>
        <translation>变化</translation>
    </message>
    <message>
        <source>Also counted, also kept</source>
        <translation>额外统计与保留</translation>
    </message>
    <message>
        <source>Words to add</source>
        <translation>要添加的词</translation>
    </message>
</context>
<context>
    <name>attune::ui::Workspace</name>
    <message>
        <source>The run could not be opened</source>
        <translation>无法打开运行</translation>
    </message>
    <message>
        <source>The file could not be opened</source>
        <translation>无法打开文件</translation>
    </message>
    <message>
        <source>The recipe could not be opened</source>
        <translation>无法打开配方</translation>
    </message>
    <message>
        <source>The sample could not be opened</source>
        <translation>无法打开示例</translation>
    </message>
    <message>
        <source>A run is going on</source>
        <translation>有运行正在进行</translation>
    </message>
    <message>
        <source>Stop it before you open another one.</source>
        <translation>先停止它，再打开另一个。</translation>
    </message>
    <message>
        <source>The model could not be opened</source>
        <translation>无法打开模型</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Training could not be started</source>
        <translation>无法开始训练</translation>
    </message>
    <message>
        <source>Stop it before you resume another one.</source>
        <translation>先停止它，再续训另一个。</translation>
    </message>
    <message>
        <source>The run could not be resumed</source>
        <translation>无法续训该运行</translation>
    </message>
    <message>
        <source>Nothing to open</source>
        <translation>没有可打开的内容</translation>
    </message>
    <message>
        <source>“%1” does not exist.</source>
        <translation>“%1”不存在。</translation>
    </message>
    <message>
        <source>the sample</source>
        <translation>示例</translation>
    </message>
    <message>
        <source>restore the changes that were not saved</source>
        <translation>恢复未保存的更改</translation>
    </message>
    <message>
        <source>The rehearsal could not be started</source>
        <translation>无法开始预演</translation>
    </message>
</context>
<context>
    <name>choice</name>
    <message>
        <source>auto</source>
        <translation>自动</translation>
    </message>
    <message>
        <source>linear</source>
        <translation>线性</translation>
    </message>
    <message>
        <source>cosine</source>
        <translation>余弦</translation>
    </message>
    <message>
        <source>constant</source>
        <translation>恒定</translation>
    </message>
    <message>
        <source>accuracy</source>
        <translation>准确率</translation>
    </message>
    <message>
        <source>macro_f1</source>
        <translation>宏平均 F1</translation>
    </message>
    <message>
        <source>weighted_f1</source>
        <translation>加权 F1</translation>
    </message>
    <message>
        <source>loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>words</source>
        <translation>个词</translation>
    </message>
    <message>
        <source>remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>half</source>
        <translation>半角</translation>
    </message>
    <message>
        <source>full</source>
        <translation>全角</translation>
    </message>
    <message>
        <source>lower</source>
        <translation>小写</translation>
    </message>
    <message>
        <source>upper</source>
        <translation>大写</translation>
    </message>
    <message>
        <source>fold</source>
        <translation>折叠</translation>
    </message>
    <message>
        <source>simplified</source>
        <translation>简体</translation>
    </message>
    <message>
        <source>traditional</source>
        <translation>繁体</translation>
    </message>
    <message>
        <source>keep</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>join</source>
        <translation>连接</translation>
    </message>
    <message>
        <source>anywhere</source>
        <translation>任意位置</translation>
    </message>
    <message>
        <source>begin</source>
        <translation>开头</translation>
    </message>
    <message>
        <source>end</source>
        <translation>结尾</translation>
    </message>
    <message>
        <source>same</source>
        <translation>同调</translation>
    </message>
    <message>
        <source>any</source>
        <translation>任意</translation>
    </message>
    <message>
        <source>label</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>text</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>sentence</source>
        <translation>句子</translation>
    </message>
    <message>
        <source>either</source>
        <translation>前后皆可</translation>
    </message>
    <message>
        <source>before</source>
        <translation>之前</translation>
    </message>
    <message>
        <source>after</source>
        <translation>之后</translation>
    </message>
    <message>
        <source>balanced_accuracy</source>
        <translation>平衡准确率</translation>
    </message>
    <message>
        <source>mcc</source>
        <translation>MCC</translation>
    </message>
    <message>
        <source>micro_f1</source>
        <translation>微平均 F1</translation>
    </message>
    <message>
        <source>samples_f1</source>
        <translation>每条文本的 F1</translation>
    </message>
    <message>
        <source>hamming_loss</source>
        <translation>汉明损失</translation>
    </message>
    <message>
        <source>mse</source>
        <translation>MSE</translation>
    </message>
    <message>
        <source>rmse</source>
        <translation>RMSE</translation>
    </message>
    <message>
        <source>mae</source>
        <translation>MAE</translation>
    </message>
    <message>
        <source>r2</source>
        <translation>R²</translation>
    </message>
    <message>
        <source>pearson</source>
        <translation>Pearson 相关系数</translation>
    </message>
    <message>
        <source>spearman</source>
        <translation>Spearman 相关系数</translation>
    </message>
</context>
<context>
    <name>core</name>
    <message>
        <source>Give either --text-line, or --data and --output.</source>
        <translation>给出 --text-line，或给出 --data 和 --output。</translation>
    </message>
    <message>
        <source>What is to be answered is missing.</source>
        <translation>缺少要预测的内容。</translation>
    </message>
    <message>
        <source>Give --data FILE and --output FILE, or --text-line TEXT.</source>
        <translation>给出 --data FILE 和 --output FILE，或 --text-line TEXT。</translation>
    </message>
    <message>
        <source>--markdown goes with “parameters” alone.</source>
        <translation>--markdown 只能与“parameters”一起使用。</translation>
    </message>
    <message>
        <source>There is no command “%1”.</source>
        <translation>没有命令“%1”。</translation>
    </message>
    <message>
        <source>It could not be written: %1.</source>
        <translation>无法写入：%1。</translation>
    </message>
    <message>
        <source>Free some space on this disk, or choose another folder.</source>
        <translation>在此磁盘上腾出空间，或选择其他文件夹。</translation>
    </message>
    <message>
        <source>Give --output FOLDER, or add the line “output: ...” to the recipe.</source>
        <translation>给出 --output FOLDER，或在配方中加入一行“output: ...”。</translation>
    </message>
    <message>
        <source>The run ended without a result.</source>
        <translation>运行结束时没有结果。</translation>
    </message>
    <message>
        <source>The range test ended without a result.</source>
        <translation>范围测试结束时没有结果。</translation>
    </message>
    <message>
        <source>Check the permissions, or choose another folder.</source>
        <translation>检查权限，或选择其他文件夹。</translation>
    </message>
    <message>
        <source>Check the spelling of the path.</source>
        <translation>检查路径的拼写。</translation>
    </message>
    <message>
        <source>It could not be written to disk: %1.</source>
        <translation>无法写入磁盘：%1。</translation>
    </message>
    <message>
        <source>It could not be opened: %1.</source>
        <translation>无法打开：%1。</translation>
    </message>
    <message>
        <source>It could not be read: %1.</source>
        <translation>无法读取：%1。</translation>
    </message>
    <message>
        <source>The file is larger than %1 bytes.</source>
        <translation>文件大于 %1 字节。</translation>
    </message>
    <message>
        <source>This is not a regular file.</source>
        <translation>这不是普通文件。</translation>
    </message>
    <message>
        <source>It could not be created: %1.</source>
        <translation>无法创建：%1。</translation>
    </message>
    <message>
        <source>It could not be put in place: %1.</source>
        <translation>无法放到目标位置：%1。</translation>
    </message>
    <message>
        <source>It could not be replaced: %1.</source>
        <translation>无法替换：%1。</translation>
    </message>
    <message>
        <source>It could not be put back: %1.</source>
        <translation>无法放回原处：%1。</translation>
    </message>
    <message>
        <source>Another process is working in this folder.</source>
        <translation>另一个进程正在此文件夹中工作。</translation>
    </message>
    <message>
        <source>Wait for it to end, or choose another folder.</source>
        <translation>等它结束，或选择其他文件夹。</translation>
    </message>
    <message>
        <source>Its free space could not be read: %1.</source>
        <translation>无法读取其剩余空间：%1。</translation>
    </message>
    <message>
        <source>The key “%1” stands twice in one object.</source>
        <translation>键“%1”在同一对象中出现两次。</translation>
    </message>
    <message>
        <source>This is not valid JSON (at byte %1).</source>
        <translation>这不是有效的 JSON（第 %1 字节处）。</translation>
    </message>
    <message>
        <source>The JSON is nested deeper than %1.</source>
        <translation>JSON 嵌套超过 %1 层。</translation>
    </message>
    <message>
        <source>%1 is out of range.</source>
        <translation>%1 超出范围。</translation>
    </message>
    <message>
        <source>Give a number of at least %1.</source>
        <translation>填写不小于 %1 的数。</translation>
    </message>
    <message>
        <source>Give a number from %1 to %2.</source>
        <translation>填写 %1 到 %2 之间的数。</translation>
    </message>
    <message>
        <source>A value is missing.</source>
        <translation>缺少值。</translation>
    </message>
    <message>
        <source>“%1” is neither true nor false.</source>
        <translation>“%1”既不是 true 也不是 false。</translation>
    </message>
    <message>
        <source>“%1” is not a whole number.</source>
        <translation>“%1”不是整数。</translation>
    </message>
    <message>
        <source>“%1” is not a number.</source>
        <translation>“%1”不是数字。</translation>
    </message>
    <message>
        <source>“%1” is not one of the choices.</source>
        <translation>“%1”不在可选项之中。</translation>
    </message>
    <message>
        <source>Choose one of: %1.</source>
        <translation>可选：%1。</translation>
    </message>
    <message>
        <source>The text holds a NUL character.</source>
        <translation>文本中含有 NUL 字符。</translation>
    </message>
    <message>
        <source>“%1” is not a text.</source>
        <translation>“%1”不是文本。</translation>
    </message>
    <message>
        <source>Put it in quotes if it is meant as a text.</source>
        <translation>如果是文本，加上引号。</translation>
    </message>
    <message>
        <source>“%1” is not a list of texts.</source>
        <translation>“%1”不是文本列表。</translation>
    </message>
    <message>
        <source>“%1” is not a list of labels with numbers.</source>
        <translation>“%1”不是标签与数字的列表。</translation>
    </message>
    <message>
        <source>Write it like {first: 1, second: 2.5}.</source>
        <translation>写成 {first: 1, second: 2.5} 的形式。</translation>
    </message>
    <message>
        <source>Write it like {first: 1, second: 2.5}, or choose one of: %1.</source>
        <translation>写成 {first: 1, second: 2.5} 的形式，或选用：%1。</translation>
    </message>
    <message>
        <source>The delimiter “%1” is unknown.</source>
        <translation>未知的分隔符“%1”。</translation>
    </message>
    <message>
        <source>The first row looks like data, but it was taken as the names of the columns.</source>
        <translation>第一行看起来像数据，但被当作列名。</translation>
    </message>
    <message>
        <source>If it is data, add a first row with names, for example text%1label.</source>
        <translation>如果是数据，在最前面加一行列名，例如 text%1label。</translation>
    </message>
    <message>
        <source>Quotes are read as plain characters: the rows have the right number of cells only so.</source>
        <translation>引号按普通字符读取：只有这样各行的单元格数才正确。</translation>
    </message>
    <message>
        <source>The file is empty.</source>
        <translation>文件是空的。</translation>
    </message>
    <message>
        <source>Give a file with a row of column names and rows of data.</source>
        <translation>提供含一行列名和若干数据行的文件。</translation>
    </message>
    <message>
        <source>The first row has %1 cells; a table may have %2 columns.</source>
        <translation>第一行有 %1 个单元格；表格最多可有 %2 列。</translation>
    </message>
    <message>
        <source>Check the delimiter.</source>
        <translation>检查分隔符。</translation>
    </message>
    <message>
        <source>The quote opened in line %1 is never closed.</source>
        <translation>第 %1 行打开的引号没有闭合。</translation>
    </message>
    <message>
        <source>Close the quote, or double quotes that belong to a text.</source>
        <translation>闭合引号；属于文本的引号要写两个。</translation>
    </message>
    <message>
        <source>The quote opened in line %1 is never closed, so all up to the end of the file (line %2) is one row.</source>
        <translation>第 %1 行打开的引号没有闭合，因此直到文件末尾（第 %2 行）都成了一行。</translation>
    </message>
    <message>
        <source>The quote opened in line %1 is never closed: the lines %2 to %3 were left out.</source>
        <translation>第 %1 行打开的引号没有闭合：第 %2 到 %3 行被略去。</translation>
    </message>
    <message>
        <source>%1 blank lines were passed over.</source>
        <translation>跳过了 %1 个空行。</translation>
    </message>
    <message>
        <source>%1 rows have empty cells after the last column.</source>
        <translation>%1 行在最后一列之后有空单元格。</translation>
    </message>
    <message>
        <source>Training data</source>
        <translation>训练数据</translation>
    </message>
    <message>
        <source>Validation data</source>
        <translation>验证数据</translation>
    </message>
    <message>
        <source>Texts on which the model is measured while it trains. When left out, a share of the training data is set aside.</source>
        <translation>训练过程中用来衡量模型的文本。不填时从训练数据中留出一部分。</translation>
    </message>
    <message>
        <source>Test data</source>
        <translation>测试数据</translation>
    </message>
    <message>
        <source>Texts on which the finished model is measured once, at the end. When left out, there is no test.</source>
        <translation>结束时用来衡量最终模型的文本，只用一次。不填时不测试。</translation>
    </message>
    <message>
        <source>Text column</source>
        <translation>文本列</translation>
    </message>
    <message>
        <source>The column that holds the texts.</source>
        <translation>存放文本的列。</translation>
    </message>
    <message>
        <source>Second text column</source>
        <translation>第二文本列</translation>
    </message>
    <message>
        <source>For pairs of texts, such as a question and an answer: the column of the second text. When left out, rows are single texts.</source>
        <translation>用于文本对，如问题和答案：第二段文本所在的列。不填时每行是单条文本。</translation>
    </message>
    <message>
        <source>Label column</source>
        <translation>标签列</translation>
    </message>
    <message>
        <source>Share for validation</source>
        <translation>验证集比例</translation>
    </message>
    <message>
        <source>The share of the training data that is set aside for validation, the same share of every label. Not used when validation data are given. 0: no validation.</source>
        <translation>从训练数据中留作验证的比例，各标签比例相同。给出验证数据时不使用。0：不验证。</translation>
    </message>
    <message>
        <source>Longest text</source>
        <translation>最长文本</translation>
    </message>
    <message>
        <source>Texts with more tokens are cut. Longer texts need more memory and time; the model has an upper bound of its own, often 512.</source>
        <translation>词元数更多的文本会被截断。文本越长，所需内存和时间越多；模型自身也有上限，通常为 512。</translation>
    </message>
    <message>
        <source>tokens</source>
        <translation>词元</translation>
    </message>
    <message>
        <source>Encoding</source>
        <translation>编码</translation>
    </message>
    <message>
        <source>How the files write characters as bytes. auto finds UTF-8, UTF-16, GB18030 and others; set a name, such as Big5, when texts look wrong.</source>
        <translation>文件以何种编码保存字符。auto 能识别 UTF-8、UTF-16、GB18030 等；文本显示不对时可指定名称，如 Big5。</translation>
    </message>
    <message>
        <source>Delimiter</source>
        <translation>分隔符</translation>
    </message>
    <message>
        <source>What parts the cells of csv files. auto finds it.</source>
        <translation>csv 文件中单元格之间的分隔符。auto 会自动识别。</translation>
    </message>
    <message>
        <source>The data hold no rows.</source>
        <translation>数据中没有行。</translation>
    </message>
    <message>
        <source>None of the %1 rows can be used; the first: %2</source>
        <translation>%1 行全都无法使用；第一处：%2</translation>
    </message>
    <message>
        <source>Give data with a text and a label in each row.</source>
        <translation>提供每行含文本和标签的数据。</translation>
    </message>
    <message>
        <source>All %1 texts have the same label, %2: there is nothing to tell apart.</source>
        <translation>全部 %1 条文本的标签相同（%2）：没有可区分的内容。</translation>
    </message>
    <message>
        <source>Give data with at least two labels, or choose another label column.</source>
        <translation>提供至少有两个标签的数据，或选择其他标签列。</translation>
    </message>
    <message>
        <source>Choose the column that says the class of each text.</source>
        <translation>选择说明每条文本类别的列。</translation>
    </message>
    <message>
        <source>The labels %1 differ only in case, width or white space and are taken as different labels.</source>
        <translation>标签 %1 只在大小写、全半角或空白上不同，按不同标签处理。</translation>
    </message>
    <message>
        <source>If they mean the same, write them the same way.</source>
        <translation>如果意思相同，写成一样。</translation>
    </message>
    <message>
        <source>The folder cannot be read: %1.</source>
        <translation>无法读取该文件夹：%1。</translation>
    </message>
    <message>
        <source>Check that you may read it.</source>
        <translation>检查是否有读取权限。</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>The encoding “%1” is unknown.</source>
        <translation>未知的编码“%1”。</translation>
    </message>
    <message>
        <source>Write auto, or a name like UTF-8.</source>
        <translation>填写 auto，或 UTF-8 这样的名称。</translation>
    </message>
    <message>
        <source>It lies outside the class folders.</source>
        <translation>它位于类别文件夹之外。</translation>
    </message>
    <message>
        <source>It is not a file.</source>
        <translation>它不是文件。</translation>
    </message>
    <message>
        <source>The folder holds no class folders.</source>
        <translation>文件夹中没有类别文件夹。</translation>
    </message>
    <message>
        <source>Make one folder for each label and put the texts in it, a file each; or give a table.</source>
        <translation>为每个标签建一个文件夹，把文本逐个文件放进去；或提供表格。</translation>
    </message>
    <message>
        <source>The file is longer than %1 MB.</source>
        <translation>文件超过 %1 MB。</translation>
    </message>
    <message>
        <source>It is not a text.</source>
        <translation>它不是文本。</translation>
    </message>
    <message>
        <source>%1 files are not UTF-8; they were read as %2.</source>
        <translation>%1 个文件不是 UTF-8，按 %2 读取。</translation>
    </message>
    <message>
        <source>If its texts look wrong, set the encoding by hand.</source>
        <translation>如果文本显示不对，手动设置编码。</translation>
    </message>
    <message>
        <source>%1 files have bytes that were read as U+FFFD; the first is %2.</source>
        <translation>%1 个文件中有字节被读成 U+FFFD；第一个是 %2。</translation>
    </message>
    <message>
        <source>Save the files anew as UTF-8, or set their encoding.</source>
        <translation>将文件重新存为 UTF-8，或设置其编码。</translation>
    </message>
    <message>
        <source>The objects have more than %1 different keys.</source>
        <translation>对象中有超过 %1 个不同的键。</translation>
    </message>
    <message>
        <source>Write one object a line, with the same keys in each.</source>
        <translation>每行写一个对象，各行的键相同。</translation>
    </message>
    <message>
        <source>No line holds a JSON object; the first: %1</source>
        <translation>没有一行是 JSON 对象；第一处：%1</translation>
    </message>
    <message>
        <source>Write one object a line, for example {&quot;text&quot;: &quot;...&quot;, &quot;label&quot;: &quot;...&quot;}.</source>
        <translation>每行写一个对象，例如 {&quot;text&quot;: &quot;...&quot;, &quot;label&quot;: &quot;...&quot;}。</translation>
    </message>
    <message>
        <source>Give a file with one JSON object a line.</source>
        <translation>提供每行一个 JSON 对象的文件。</translation>
    </message>
    <message>
        <source>The objects have no keys.</source>
        <translation>对象中没有键。</translation>
    </message>
    <message>
        <source>The line is not a JSON object.</source>
        <translation>该行不是 JSON 对象。</translation>
    </message>
    <message>
        <source>%1 keys appear only after the first %2 lines and were not read; the first is “%3” in line %4.</source>
        <translation>%1 个键在前 %2 行之后才出现，未被读取；第一个是第 %4 行的“%3”。</translation>
    </message>
    <message>
        <source>The file has no column “%1”.</source>
        <translation>文件中没有列“%1”。</translation>
    </message>
    <message>
        <source>Columns found: %1.</source>
        <translation>找到的列：%1。</translation>
    </message>
    <message>
        <source>Columns found: %1. Did you mean “%2”?</source>
        <translation>找到的列：%1。是否指“%2”？</translation>
    </message>
    <message>
        <source>The text is empty.</source>
        <translation>文本为空。</translation>
    </message>
    <message>
        <source>The second text is empty.</source>
        <translation>第二段文本为空。</translation>
    </message>
    <message>
        <source>The label is empty.</source>
        <translation>标签为空。</translation>
    </message>
    <message>
        <source>Read as %1, encoding %2, delimiter %3.</source>
        <translation>按 %1 读取，编码 %2，分隔符 %3。</translation>
    </message>
    <message>
        <source>Read as %1, encoding %2.</source>
        <translation>按 %1 读取，编码 %2。</translation>
    </message>
    <message>
        <source>White space around %1 labels was taken away.</source>
        <translation>去掉了 %1 个标签前后的空白。</translation>
    </message>
    <message>
        <source>%1 texts hold NUL bytes; the first stands in line %2.</source>
        <translation>%1 条文本含有 NUL 字节；第一条在第 %2 行。</translation>
    </message>
    <message>
        <source>Check how the file was made.</source>
        <translation>检查文件是如何生成的。</translation>
    </message>
    <message>
        <source>The test part has no text with the label %1: how well the model knows it is not measured.</source>
        <translation>测试集中没有标签为 %1 的文本：无法衡量模型对它的掌握。</translation>
    </message>
    <message>
        <source>The validation part has no text with the label %1: how well the model knows it is not measured.</source>
        <translation>验证集中没有标签为 %1 的文本：无法衡量模型对它的掌握。</translation>
    </message>
    <message>
        <source>Add texts with this label.</source>
        <translation>添加带此标签的文本。</translation>
    </message>
    <message>
        <source>%1 rows were left out because their labels are not in the training data: %2 (lines %3).</source>
        <translation>%1 行被略去，因为训练数据中没有它们的标签：%2（第 %3 行）。</translation>
    </message>
    <message>
        <source>Add texts with these labels to the training data, or correct the labels.</source>
        <translation>在训练数据中加入带这些标签的文本，或更正标签。</translation>
    </message>
    <message>
        <source>No row of the file can be used.</source>
        <translation>文件中没有一行能使用。</translation>
    </message>
    <message>
        <source>Give rows with a text and a label.</source>
        <translation>提供含文本和标签的行。</translation>
    </message>
    <message>
        <source>Its labels are %1; those of the training data are %2.</source>
        <translation>它的标签是 %1；训练数据的标签是 %2。</translation>
    </message>
    <message>
        <source>The label %1 has one text only; it stays in the training part.</source>
        <translation>标签 %1 只有一条文本，留在训练集中。</translation>
    </message>
    <message>
        <source>%1 of %2 validation texts stand in the training part too (lines %3): validation will look better than it is.</source>
        <translation>%2 条验证文本中有 %1 条也在训练集中（第 %3 行）：验证结果会比实际更好看。</translation>
    </message>
    <message>
        <source>Remove the doubles.</source>
        <translation>删除重复的文本。</translation>
    </message>
    <message>
        <source>Two columns are named “%1”; the second was named “%2”.</source>
        <translation>有两列都叫“%1”；第二列改名为“%2”。</translation>
    </message>
    <message>
        <source>%1 columns have no name and were named “column”.</source>
        <translation>%1 列没有名称，命名为“column”。</translation>
    </message>
    <message>
        <source>White space around names of columns was taken away.</source>
        <translation>去掉了列名前后的空白。</translation>
    </message>
    <message>
        <source>The row that starts in line %1 is longer than %2 MB.</source>
        <translation>从第 %1 行开始的一行超过 %2 MB。</translation>
    </message>
    <message>
        <source>Check for a quote that is never closed, and that the file is a table of texts.</source>
        <translation>检查是否有未闭合的引号，以及文件是否为文本表格。</translation>
    </message>
    <message>
        <source>The file is one JSON array.</source>
        <translation>文件是一个 JSON 数组。</translation>
    </message>
    <message>
        <source>Write one object a line instead (JSON Lines).</source>
        <translation>改为每行写一个对象（JSON Lines）。</translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation>准确率</translation>
    </message>
    <message>
        <source>Macro F1</source>
        <translation>宏平均 F1</translation>
    </message>
    <message>
        <source>Weighted F1</source>
        <translation>加权 F1</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>There is no metric “%1”.</source>
        <translation>没有指标“%1”。</translation>
    </message>
    <message>
        <source>The memory does not suffice for one text of %1 tokens.</source>
        <translation>内存不足，无法处理一条 %1 个词元的文本。</translation>
    </message>
    <message>
        <source>Close other programs, choose a smaller model or a smaller data.max_length.</source>
        <translation>关闭其他程序，或选择较小的模型或较小的 data.max_length。</translation>
    </message>
    <message>
        <source>A text of %1 tokens is longer than the %2 positions of the model.</source>
        <translation>有文本长 %1 个词元，超过模型的 %2 个位置。</translation>
    </message>
    <message>
        <source>Set max_length to at most %1.</source>
        <translation>将 max_length 设为不超过 %1。</translation>
    </message>
    <message>
        <source>The token id %1 is outside of the model&apos;s vocabulary of %2.</source>
        <translation>词元 id %1 超出模型 %2 个词元的词表。</translation>
    </message>
    <message>
        <source>Take the tokenizer that belongs to the model.</source>
        <translation>使用模型自己的分词器。</translation>
    </message>
    <message>
        <source>The model has %1 token types; a pair of texts needs 2.</source>
        <translation>模型有 %1 种词元类型；文本对需要 2 种。</translation>
    </message>
    <message>
        <source>Take single texts, or another model.</source>
        <translation>使用单条文本，或换一个模型。</translation>
    </message>
    <message>
        <source>The engine failed: %1</source>
        <translation>引擎出错：%1</translation>
    </message>
    <message>
        <source>CUDA can&apos;t be used: %1</source>
        <translation>无法使用 CUDA：%1</translation>
    </message>
    <message>
        <source>Set the device to cpu or auto.</source>
        <translation>将设备设为 cpu 或 auto。</translation>
    </message>
    <message>
        <source>Positions of the kind “%1” can&apos;t be read.</source>
        <translation>无法读取“%1”类型的位置。</translation>
    </message>
    <message>
        <source>Take a model with absolute positions.</source>
        <translation>使用采用绝对位置的模型。</translation>
    </message>
    <message>
        <source>This is a decoder, not an encoder.</source>
        <translation>这是解码器，不是编码器。</translation>
    </message>
    <message>
        <source>Take a model that was trained as encoder.</source>
        <translation>使用作为编码器训练的模型。</translation>
    </message>
    <message>
        <source>%1 heads do not divide the hidden size %2.</source>
        <translation>%1 个注意力头不能整除隐藏维度 %2。</translation>
    </message>
    <message>
        <source>Download the model again, or correct the key “%1”.</source>
        <translation>重新下载模型，或更正键“%1”。</translation>
    </message>
    <message>
        <source>The file holds no JSON object.</source>
        <translation>文件中没有 JSON 对象。</translation>
    </message>
    <message>
        <source>Take the config.json of a Hugging Face model folder.</source>
        <translation>使用 Hugging Face 模型文件夹的 config.json。</translation>
    </message>
    <message>
        <source>The value %1 is not %2.</source>
        <translation>值 %1 不是%2。</translation>
    </message>
    <message>
        <source>a whole number</source>
        <translation>整数</translation>
    </message>
    <message>
        <source>The value %1 is outside of %2 to %3.</source>
        <translation>值 %1 不在 %2 到 %3 之间。</translation>
    </message>
    <message>
        <source>a number</source>
        <translation>数字</translation>
    </message>
    <message>
        <source>true or false</source>
        <translation>true 或 false</translation>
    </message>
    <message>
        <source>a text</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>The activation %1 is unknown.</source>
        <translation>未知的激活函数 %1。</translation>
    </message>
    <message>
        <source>Known ones: %1.</source>
        <translation>已知的有：%1。</translation>
    </message>
    <message>
        <source>an object of label names</source>
        <translation>标签名的对象</translation>
    </message>
    <message>
        <source>%1 labels are too many.</source>
        <translation>%1 个标签太多。</translation>
    </message>
    <message>
        <source>At most %1 labels are read.</source>
        <translation>最多读取 %1 个标签。</translation>
    </message>
    <message>
        <source>The label of id %1 is missing.</source>
        <translation>缺少 id 为 %1 的标签。</translation>
    </message>
    <message>
        <source>Ids run from “0” without a gap, each with a name.</source>
        <translation>id 从“0”起连续编号，每个都有名称。</translation>
    </message>
    <message>
        <source>no NVIDIA driver is installed</source>
        <translation>未安装 NVIDIA 驱动</translation>
    </message>
    <message>
        <source>the NVIDIA driver is too old</source>
        <translation>NVIDIA 驱动版本过旧</translation>
    </message>
    <message>
        <source>the NVIDIA driver finds no device</source>
        <translation>NVIDIA 驱动没有找到设备</translation>
    </message>
    <message>
        <source>this LibTorch was built without CUDA, or its CUDA version does not fit the driver</source>
        <translation>此 LibTorch 编译时不含 CUDA，或其 CUDA 版本与驱动不符</translation>
    </message>
    <message>
        <source>The key “model_type” is missing, so the family of this model is unknown.</source>
        <translation>缺少键“model_type”，无法得知模型属于哪个系列。</translation>
    </message>
    <message>
        <source>Attune reads these families: %1.</source>
        <translation>Attune 能读取这些系列：%1。</translation>
    </message>
    <message>
        <source>Models of the family “%1” (model_type) can&apos;t be read.</source>
        <translation>无法读取“%1”（model_type）系列的模型。</translation>
    </message>
    <message>
        <source>No model is named.</source>
        <translation>没有指定模型。</translation>
    </message>
    <message>
        <source>Name a model folder, or org/name of a model in the local cache.</source>
        <translation>指定模型文件夹，或本地缓存中模型的 org/name。</translation>
    </message>
    <message>
        <source>The folder has no config.json, so it is no model folder.</source>
        <translation>文件夹中没有 config.json，因此不是模型文件夹。</translation>
    </message>
    <message>
        <source>Choose the folder that holds config.json and model.safetensors.</source>
        <translation>选择含有 config.json 和 model.safetensors 的文件夹。</translation>
    </message>
    <message>
        <source>The model “%1” was not found. Looked in: %2.</source>
        <translation>未找到模型“%1”。查找过：%2。</translation>
    </message>
    <message>
        <source>No model is there yet; put a Hugging Face model folder into one of them.</source>
        <translation>那里还没有模型；将 Hugging Face 模型文件夹放入其中之一。</translation>
    </message>
    <message>
        <source>Models found there: %1.</source>
        <translation>在那里找到的模型：%1。</translation>
    </message>
    <message>
        <source>The weights have no tensor “%1”, which config.json asks for.</source>
        <translation>权重中没有 config.json 所要求的张量“%1”。</translation>
    </message>
    <message>
        <source>The tensor “%1” has the shape %2; config.json asks for %3.</source>
        <translation>张量“%1”的形状为 %2；config.json 要求 %3。</translation>
    </message>
    <message>
        <source>The value is missing or of a wrong type.</source>
        <translation>缺少值，或类型不对。</translation>
    </message>
    <message>
        <source>Delete attune.json to use the model without its cleaning rules.</source>
        <translation>要不带清洗规则地使用模型，删除 attune.json。</translation>
    </message>
    <message>
        <source>%1 tensors are more than the %2 that are read.</source>
        <translation>%1 个张量超过能读取的 %2 个。</translation>
    </message>
    <message>
        <source>The tensor “%1” starts at byte %2 of the data; the one before it ends at %3.</source>
        <translation>张量“%1”从数据的第 %2 字节开始；前一个在第 %3 字节结束。</translation>
    </message>
    <message>
        <source>The header tells of %1 bytes of data; the file has %2.</source>
        <translation>文件头记载有 %1 字节数据，实际有 %2 字节。</translation>
    </message>
    <message>
        <source>“%1” is not an object of texts.</source>
        <translation>“%1”不是文本的对象。</translation>
    </message>
    <message>
        <source>The file is damaged or incomplete; fetch it again.</source>
        <translation>文件损坏或不完整；重新获取。</translation>
    </message>
    <message>
        <source>A tensor&apos;s name is too long or has control characters: “%1”.</source>
        <translation>张量名过长或含有控制字符：“%1”。</translation>
    </message>
    <message>
        <source>The tensor “%1” has no “%2”.</source>
        <translation>张量“%1”没有“%2”。</translation>
    </message>
    <message>
        <source>The type of the tensor “%1” is unknown.</source>
        <translation>未知的张量类型：“%1”。</translation>
    </message>
    <message>
        <source>The tensor “%1” has a shape or place that can&apos;t be read.</source>
        <translation>张量“%1”的形状或位置无法读取。</translation>
    </message>
    <message>
        <source>The tensor “%1” has %2 bytes, which does not fit its shape.</source>
        <translation>张量“%1”有 %2 字节，与其形状不符。</translation>
    </message>
    <message>
        <source>The file has %1 bytes; a safetensors file has 8 at least.</source>
        <translation>文件有 %1 字节；safetensors 文件至少有 8 字节。</translation>
    </message>
    <message>
        <source>This is not a safetensors file, or its header is larger than %1 bytes.</source>
        <translation>这不是 safetensors 文件，或其文件头大于 %1 字节。</translation>
    </message>
    <message>
        <source>The header should have %1 bytes; the file ends before.</source>
        <translation>文件头应有 %1 字节；文件在此之前结束。</translation>
    </message>
    <message>
        <source>The header of the safetensors file is not a JSON object.</source>
        <translation>safetensors 文件的文件头不是 JSON 对象。</translation>
    </message>
    <message>
        <source>The tensor “%1” holds numbers of the type %2, which can&apos;t be read.</source>
        <translation>张量“%1”中的数为 %2 类型，无法读取。</translation>
    </message>
    <message>
        <source>Take the model in fp32, fp16 or bf16.</source>
        <translation>使用 fp32、fp16 或 bf16 的模型。</translation>
    </message>
    <message>
        <source>Add the line “%1: ...” to the recipe, or give --set %2=...</source>
        <translation>在配方中加入一行“%1: ...”，或给出 --set %2=...</translation>
    </message>
    <message>
        <source>This is the same file as “%1”.</source>
        <translation>这与“%1”是同一个文件。</translation>
    </message>
    <message>
        <source>Its figures will look better than they are: use other texts.</source>
        <translation>其数字会比实际更好看：使用其他文本。</translation>
    </message>
    <message>
        <source>Did you mean “%1”?</source>
        <translation>是否指“%1”？</translation>
    </message>
    <message>
        <source>There is no file “%1”.</source>
        <translation>没有文件“%1”。</translation>
    </message>
    <message>
        <source>The column “%1” is already “%2”.</source>
        <translation>列“%1”已用作“%2”。</translation>
    </message>
    <message>
        <source>Name another column.</source>
        <translation>指定其他列。</translation>
    </message>
    <message>
        <source>Early stopping needs a validation part.</source>
        <translation>提前停止需要验证集。</translation>
    </message>
    <message>
        <source>Give data.validation, or a data.validation_split above 0, or set training.early_stopping to 0.</source>
        <translation>给出 data.validation，或大于 0 的 data.validation_split，或将 training.early_stopping 设为 0。</translation>
    </message>
    <message>
        <source>“%1” is a file.</source>
        <translation>“%1”是文件。</translation>
    </message>
    <message>
        <source>Name a folder.</source>
        <translation>指定文件夹。</translation>
    </message>
    <message>
        <source>This key is not known.</source>
        <translation>未知的键。</translation>
    </message>
    <message>
        <source>“attune-cli list parameters” shows every key.</source>
        <translation>“attune-cli list parameters”会列出所有键。</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Task</source>
        <translation>任务</translation>
    </message>
    <message>
        <source>Run folder</source>
        <translation>运行文件夹</translation>
    </message>
    <message>
        <source>Where the run is kept: its recipe, metrics, checkpoints, report and the finished model.</source>
        <translation>运行存放在哪里：配方、指标、检查点、报告和最终模型。</translation>
    </message>
    <message>
        <source>“%1” is not of the form KEY=VALUE.</source>
        <translation>“%1”不是 KEY=VALUE 的形式。</translation>
    </message>
    <message>
        <source>Write for example training.epochs=2.</source>
        <translation>例如写 training.epochs=2。</translation>
    </message>
    <message>
        <source>A recipe consists of keys and values.</source>
        <translation>配方由键和值组成。</translation>
    </message>
    <message>
        <source>Write it like “model: models/bert”.</source>
        <translation>写成“model: models/bert”的形式。</translation>
    </message>
    <message>
        <source>This part consists of keys and values.</source>
        <translation>这部分由键和值组成。</translation>
    </message>
    <message>
        <source>Write one “key: value” a line, indented below “%1:”.</source>
        <translation>在“%1:”之下缩进，每行写一个“键: 值”。</translation>
    </message>
    <message>
        <source>A list cannot stand here.</source>
        <translation>这里不能是列表。</translation>
    </message>
    <message>
        <source>Give a single value.</source>
        <translation>给出单个值。</translation>
    </message>
    <message>
        <source>This list may hold only texts.</source>
        <translation>此列表只能含文本。</translation>
    </message>
    <message>
        <source>Keys cannot stand below this one.</source>
        <translation>此键之下不能再有键。</translation>
    </message>
    <message>
        <source>Give a single value, in quotes if it holds a colon.</source>
        <translation>给出单个值；含冒号时加上引号。</translation>
    </message>
    <message>
        <source>The weight of “%1” is not a number.</source>
        <translation>“%1”的权重不是数字。</translation>
    </message>
    <message>
        <source>“%1” stands at the left edge, outside any part.</source>
        <translation>“%1”位于最左侧，不属于任何部分。</translation>
    </message>
    <message>
        <source>“%1” stands below “%2:”.</source>
        <translation>“%1”位于“%2:”之下。</translation>
    </message>
    <message>
        <source>Known here: %1.</source>
        <translation>此处已知的有：%1。</translation>
    </message>
    <message>
        <source>Anchors and aliases of YAML are not used here.</source>
        <translation>这里不使用 YAML 的锚点和别名。</translation>
    </message>
    <message>
        <source>Write the value out, or put a text that begins with &amp; or * in quotes.</source>
        <translation>将值写出来；以 &amp; 或 * 开头的文本要加引号。</translation>
    </message>
    <message>
        <source>The file has more than %1 values.</source>
        <translation>文件中有超过 %1 个值。</translation>
    </message>
    <message>
        <source>Tags of YAML (“%1”) are not used here.</source>
        <translation>这里不使用 YAML 的标签（“%1”）。</translation>
    </message>
    <message>
        <source>Remove the tag, or put a text that begins with ! in quotes.</source>
        <translation>去掉标签；以 ! 开头的文本要加引号。</translation>
    </message>
    <message>
        <source>The file is nested deeper than %1.</source>
        <translation>文件嵌套超过 %1 层。</translation>
    </message>
    <message>
        <source>A key must be a single word or text.</source>
        <translation>键必须是单个词或文本。</translation>
    </message>
    <message>
        <source>The key “%1” stands twice, here and in line %2.</source>
        <translation>键“%1”出现两次：此处和第 %2 行。</translation>
    </message>
    <message>
        <source>Remove one of the two.</source>
        <translation>去掉其中一个。</translation>
    </message>
    <message>
        <source>A recipe is a short YAML file: check that this is one.</source>
        <translation>配方是一个简短的 YAML 文件：检查是否选对了文件。</translation>
    </message>
    <message>
        <source>The file holds a NUL character.</source>
        <translation>文件中含有 NUL 字符。</translation>
    </message>
    <message>
        <source>Save it as UTF-8 text.</source>
        <translation>存为 UTF-8 文本。</translation>
    </message>
    <message>
        <source>The file is not valid UTF-8.</source>
        <translation>文件不是有效的 UTF-8。</translation>
    </message>
    <message>
        <source>The file holds more than one document.</source>
        <translation>文件中有不止一个文档。</translation>
    </message>
    <message>
        <source>Remove the lines that hold only “---” and what follows them.</source>
        <translation>去掉只有“---”的行及其后的内容。</translation>
    </message>
    <message>
        <source>This is not valid YAML: %1.</source>
        <translation>这不是有效的 YAML：%1。</translation>
    </message>
    <message>
        <source>Check the indentation, colons and quotes of this line and the one above.</source>
        <translation>检查此行和上一行的缩进、冒号和引号。</translation>
    </message>
    <message>
        <source>The device cuda was asked for, but there is none: %1</source>
        <translation>要求使用 cuda 设备，但没有：%1</translation>
    </message>
    <message>
        <source>Set training.device to auto or cpu.</source>
        <translation>将 training.device 设为 auto 或 cpu。</translation>
    </message>
    <message>
        <source>bf16 was asked for, but this processor does not multiply it: the run computes in fp32.</source>
        <translation>要求使用 bf16，但此处理器不支持其乘法：运行用 fp32 计算。</translation>
    </message>
    <message>
        <source>Set training.precision to auto or fp32.</source>
        <translation>将 training.precision 设为 auto 或 fp32。</translation>
    </message>
    <message>
        <source>There is no activation “%1”.</source>
        <translation>没有激活函数“%1”。</translation>
    </message>
    <message>
        <source>data.max_length is %1, but the model has positions for %2 tokens: texts are cut there.</source>
        <translation>data.max_length 为 %1，但模型最多容纳 %2 个词元：超出部分被截断。</translation>
    </message>
    <message>
        <source>No row is left to train on.</source>
        <translation>没有剩下可训练的行。</translation>
    </message>
    <message>
        <source>All texts have one label: there is nothing to learn.</source>
        <translation>所有文本只有一个标签：没有可学的内容。</translation>
    </message>
    <message>
        <source>Check data.label and the data.</source>
        <translation>检查 data.label 和数据。</translation>
    </message>
    <message>
        <source>%1 tensors of the model have another shape and begin anew, such as “%2”.</source>
        <translation>模型有 %1 个张量形状不符，重新初始化，例如“%2”。</translation>
    </message>
    <message>
        <source>%1 tensors are not in the model&apos;s file and begin anew: %2.</source>
        <translation>模型文件中缺少 %1 个张量，重新初始化：%2。</translation>
    </message>
    <message>
        <source>%1 tensors of the model&apos;s file are not used: %2.</source>
        <translation>模型文件中有 %1 个张量用不到：%2。</translation>
    </message>
    <message>
        <source>The tokenizer has %1 tokens, but the model has embeddings for %2.</source>
        <translation>分词器有 %1 个词元，模型却只有 %2 个词元的嵌入。</translation>
    </message>
    <message>
        <source>The tokenizer files are of another model: fetch the model again.</source>
        <translation>分词器文件属于另一个模型：重新获取模型。</translation>
    </message>
    <message>
        <source>This is not a report as Attune writes them.</source>
        <translation>这不是 Attune 写出的报告。</translation>
    </message>
    <message>
        <source>Overwrite the run, or choose another output folder.</source>
        <translation>覆盖该运行，或选择其他输出文件夹。</translation>
    </message>
    <message>
        <source>Changed from “%1” to “%2”.</source>
        <translation>由“%1”改为“%2”。</translation>
    </message>
    <message>
        <source>The run is finished, so this has no effect. Choose another output folder, or overwrite.</source>
        <translation>运行已完成，因此这没有作用。选择其他输出文件夹，或覆盖。</translation>
    </message>
    <message>
        <source>Give back what the run began with, overwrite the run, or choose another output folder.</source>
        <translation>恢复运行开始时的内容，覆盖该运行，或选择其他输出文件夹。</translation>
    </message>
    <message>
        <source>The pretrained model is not the one that the run began with.</source>
        <translation>预训练模型不是运行开始时的那个。</translation>
    </message>
    <message>
        <source>The tokenizer is not the one that the run began with.</source>
        <translation>分词器不是运行开始时的那个。</translation>
    </message>
    <message>
        <source>The labels are not those that the run began with.</source>
        <translation>标签不是运行开始时的那些。</translation>
    </message>
    <message>
        <source>The record is shorter than it was at the checkpoint: earlier events are lost.</source>
        <translation>记录比检查点时短：先前的事件已丢失。</translation>
    </message>
    <message>
        <source>The run reads “%1”, which lies in the folder that it is to overwrite.</source>
        <translation>运行要读取“%1”，而它位于将被覆盖的文件夹中。</translation>
    </message>
    <message>
        <source>Choose another output folder.</source>
        <translation>选择其他输出文件夹。</translation>
    </message>
    <message>
        <source>The folder of the run cannot be made: %1.</source>
        <translation>无法创建运行文件夹：%1。</translation>
    </message>
    <message>
        <source>The recipe names no output folder.</source>
        <translation>配方没有指定输出文件夹。</translation>
    </message>
    <message>
        <source>Another process is working on this run.</source>
        <translation>另一个进程正在处理此运行。</translation>
    </message>
    <message>
        <source>Wait for it to end, or choose another output folder.</source>
        <translation>等它结束，或选择其他输出文件夹。</translation>
    </message>
    <message>
        <source>The folder already holds a run.</source>
        <translation>文件夹中已有一个运行。</translation>
    </message>
    <message>
        <source>Resume it (--resume), overwrite it (--overwrite), or choose another output folder.</source>
        <translation>续训（--resume）、覆盖（--overwrite），或选择其他输出文件夹。</translation>
    </message>
    <message>
        <source>The folder holds other files and no run.</source>
        <translation>文件夹中有其他文件，没有运行。</translation>
    </message>
    <message>
        <source>Name a new or empty output folder.</source>
        <translation>指定新的或空的输出文件夹。</translation>
    </message>
    <message>
        <source>The record cannot be cut back: %1.</source>
        <translation>无法截回记录：%1。</translation>
    </message>
    <message>
        <source>The run failed: %1</source>
        <translation>运行失败：%1</translation>
    </message>
    <message>
        <source>The memory does not suffice for this run.</source>
        <translation>内存不足，无法完成此运行。</translation>
    </message>
    <message>
        <source>Close other programs, or choose a smaller model, batch_size or max_length.</source>
        <translation>关闭其他程序，或选择较小的模型、batch_size 或 max_length。</translation>
    </message>
    <message>
        <source>Text classification</source>
        <translation>文本分类</translation>
    </message>
    <message>
        <source>Gives each text, or pair of texts, one of the labels.</source>
        <translation>为每条文本或文本对给出一个标签。</translation>
    </message>
    <message>
        <source>Higher is better.</source>
        <translation>越高越好。</translation>
    </message>
    <message>
        <source>Lower is better.</source>
        <translation>越低越好。</translation>
    </message>
    <message>
        <source>Hugging Face folder</source>
        <translation>Hugging Face 文件夹</translation>
    </message>
    <message>
        <source>Recipe</source>
        <translation>配方</translation>
    </message>
    <message>
        <source>At the left edge of the file.</source>
        <translation>位于文件的最左侧。</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>Where the texts and labels are, and how they are split.</source>
        <translation>文本和标签在哪里，如何划分。</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>How the model is trained.</source>
        <translation>模型如何训练。</translation>
    </message>
    <message>
        <source>There is no table “%1”.</source>
        <translation>没有表“%1”。</translation>
    </message>
    <message>
        <source>%1 texts were cut at %2 tokens.</source>
        <translation>%1 条文本在 %2 个词元处截断。</translation>
    </message>
    <message>
        <source>The run has no test part.</source>
        <translation>此运行没有测试集。</translation>
    </message>
    <message>
        <source>The run has no validation part.</source>
        <translation>此运行没有验证集。</translation>
    </message>
    <message>
        <source>Evaluate the model on a file of labelled texts instead.</source>
        <translation>改用带标签的文本文件来评估模型。</translation>
    </message>
    <message>
        <source>There is no export format “%1”.</source>
        <translation>没有导出格式“%1”。</translation>
    </message>
    <message>
        <source>Something is there already.</source>
        <translation>那里已有内容。</translation>
    </message>
    <message>
        <source>Name a folder that does not exist yet.</source>
        <translation>指定尚不存在的文件夹。</translation>
    </message>
    <message>
        <source>It could not be copied: %1.</source>
        <translation>无法复制：%1。</translation>
    </message>
    <message>
        <source>The exported model answers other than the original.</source>
        <translation>导出的模型与原模型的预测不同。</translation>
    </message>
    <message>
        <source>Nothing was written. Check the disk and try again.</source>
        <translation>没有写入任何内容。检查磁盘后再试。</translation>
    </message>
    <message>
        <source>“%1” is no precision.</source>
        <translation>“%1”不是精度。</translation>
    </message>
    <message>
        <source>There is no such folder.</source>
        <translation>没有这样的文件夹。</translation>
    </message>
    <message>
        <source>Name a model folder, such as RUN/model.</source>
        <translation>指定模型文件夹，如 RUN/model。</translation>
    </message>
    <message>
        <source>Name the folder that holds config.json and model.safetensors.</source>
        <translation>指定含有 config.json 和 model.safetensors 的文件夹。</translation>
    </message>
    <message>
        <source>Name the folder that holds config.json and model.safetensors, such as RUN/model.</source>
        <translation>指定含有 config.json 和 model.safetensors 的文件夹，如 RUN/model。</translation>
    </message>
    <message>
        <source>This model has no trained classification head.</source>
        <translation>此模型没有训练好的分类头。</translation>
    </message>
    <message>
        <source>Train it first; the finished model then lies in RUN/model.</source>
        <translation>先训练它；最终模型会在 RUN/model 中。</translation>
    </message>
    <message>
        <source>Which column holds the texts is not clear. Columns found: %1.</source>
        <translation>不清楚哪一列是文本。找到的列：%1。</translation>
    </message>
    <message>
        <source>Name it: --text COLUMN.</source>
        <translation>指定它：--text COLUMN。</translation>
    </message>
    <message>
        <source>Which column holds the labels is not clear. Columns found: %1.</source>
        <translation>不清楚哪一列是标签。找到的列：%1。</translation>
    </message>
    <message>
        <source>Name it: --label COLUMN.</source>
        <translation>指定它：--label COLUMN。</translation>
    </message>
    <message>
        <source>English sample: sentiment of short texts</source>
        <translation>英文示例：短文本的情感</translation>
    </message>
    <message>
        <source>Chinese sample: sentiment of short texts</source>
        <translation>中文示例：短文本的情感</translation>
    </message>
    <message>
        <source>Its answer is left empty.</source>
        <translation>其预测留空。</translation>
    </message>
    <message>
        <source>The output is the data file itself.</source>
        <translation>输出就是数据文件本身。</translation>
    </message>
    <message>
        <source>Name another file.</source>
        <translation>指定其他文件。</translation>
    </message>
    <message>
        <source>This is a folder.</source>
        <translation>这是文件夹。</translation>
    </message>
    <message>
        <source>Name a file.</source>
        <translation>指定文件。</translation>
    </message>
    <message>
        <source>There is no folder “%1”.</source>
        <translation>没有文件夹“%1”。</translation>
    </message>
    <message>
        <source>Make it first.</source>
        <translation>先建立它。</translation>
    </message>
    <message>
        <source>This folder holds no run.</source>
        <translation>此文件夹中没有运行。</translation>
    </message>
    <message>
        <source>Choose the folder that holds recipe.yaml and metrics.jsonl.</source>
        <translation>选择含有 recipe.yaml 和 metrics.jsonl 的文件夹。</translation>
    </message>
    <message>
        <source>The ending “%1” tells no format.</source>
        <translation>扩展名“%1”不对应任何格式。</translation>
    </message>
    <message>
        <source>End the name in .csv, .tsv or .jsonl.</source>
        <translation>文件名以 .csv、.tsv 或 .jsonl 结尾。</translation>
    </message>
    <message>
        <source>There is no such file.</source>
        <translation>没有这样的文件。</translation>
    </message>
    <message>
        <source>The file could not be opened.</source>
        <translation>无法打开该文件。</translation>
    </message>
    <message>
        <source>Name a text file, and check its permissions.</source>
        <translation>指定文本文件，并检查其权限。</translation>
    </message>
    <message>
        <source>The line is longer than %1 MB.</source>
        <translation>该行超过 %1 MB。</translation>
    </message>
    <message>
        <source>Break the text into lines.</source>
        <translation>将文本分行。</translation>
    </message>
    <message>
        <source>The file could not be read to its end.</source>
        <translation>无法将文件读完。</translation>
    </message>
    <message>
        <source>Write auto, or a name like UTF-8, GB18030, Big5, Shift_JIS or windows-1252.</source>
        <translation>填写 auto，或 UTF-8、GB18030、Big5、Shift_JIS、windows-1252 这样的名称。</translation>
    </message>
    <message>
        <source>The text cannot be converted: %1.</source>
        <translation>无法转换文本：%1。</translation>
    </message>
    <message>
        <source>The file is not UTF-8; it was read as %1.</source>
        <translation>文件不是 UTF-8，按 %1 读取。</translation>
    </message>
    <message>
        <source>%1 parts are not valid %2 and were read as U+FFFD; the first stand in the lines %3.</source>
        <translation>%1 处不是有效的 %2，读成了 U+FFFD；最前面的在第 %3 行。</translation>
    </message>
    <message>
        <source>Save the file anew as UTF-8, or set its encoding.</source>
        <translation>将文件重新存为 UTF-8，或设置其编码。</translation>
    </message>
    <message>
        <source>The file does not exist.</source>
        <translation>文件不存在。</translation>
    </message>
    <message>
        <source>Check the path.</source>
        <translation>检查路径。</translation>
    </message>
    <message>
        <source>This is not a file.</source>
        <translation>这不是文件。</translation>
    </message>
    <message>
        <source>Give the path of a file.</source>
        <translation>给出文件的路径。</translation>
    </message>
    <message>
        <source>The file cannot be opened: %1.</source>
        <translation>无法打开文件：%1。</translation>
    </message>
    <message>
        <source>The file cannot be read: %1.</source>
        <translation>无法读取文件：%1。</translation>
    </message>
    <message>
        <source>The added token “%1” is listed with the id %2, but its id is %3.</source>
        <translation>附加词元“%1”列出的 id 为 %2，但它的 id 是 %3。</translation>
    </message>
    <message>
        <source>Nothing is left of the added token “%1” when it is normalised.</source>
        <translation>附加词元“%1”规范化后没有剩下任何内容。</translation>
    </message>
    <message>
        <source>Remove the token from “added_tokens” or set its “normalized” to false.</source>
        <translation>从“added_tokens”中删除该词元，或将其“normalized”设为 false。</translation>
    </message>
    <message>
        <source>transformers ignores the %1 of this file, since the model names a tokenizer class; Attune follows it.</source>
        <translation>由于模型指定了分词器类，transformers 会忽略此文件的 %1；Attune 照此处理。</translation>
    </message>
    <message>
        <source>To have the file used as it stands, write &quot;tokenizer_class&quot;: &quot;PreTrainedTokenizerFast&quot; in tokenizer_config.json.</source>
        <translation>要按原样使用该文件，在 tokenizer_config.json 中写入 &quot;tokenizer_class&quot;: &quot;PreTrainedTokenizerFast&quot;。</translation>
    </message>
    <message>
        <source>The %1 of this tokenizer is of the kind “%2”, which Attune cannot read.</source>
        <translation>此分词器的 %1 是“%2”类型，Attune 无法读取。</translation>
    </message>
    <message>
        <source>Choose a model whose %1 is one of: %2.</source>
        <translation>选择 %1 属于以下之一的模型：%2。</translation>
    </message>
    <message>
        <source>The value of “%1” is not %2.</source>
        <translation>“%1”的值不是%2。</translation>
    </message>
    <message>
        <source>The file is damaged or was edited. Download the model again.</source>
        <translation>文件已损坏或被修改。重新下载模型。</translation>
    </message>
    <message>
        <source>The vocabulary has %1 tokens, but its ids go up to %2.</source>
        <translation>词表有 %1 个词元，但其 id 到 %2。</translation>
    </message>
    <message>
        <source>A text of %1 bytes is too long to be tokenized.</source>
        <translation>一条 %1 字节的文本太长，无法分词。</translation>
    </message>
    <message>
        <source>The file does not hold a JSON object.</source>
        <translation>文件中没有 JSON 对象。</translation>
    </message>
    <message>
        <source>Download the model again.</source>
        <translation>重新下载模型。</translation>
    </message>
    <message>
        <source>This tokenizer.json has the version %1; Attune reads version 1.0.</source>
        <translation>此 tokenizer.json 的版本为 %1；Attune 读取 1.0 版。</translation>
    </message>
    <message>
        <source>Save the tokenizer with a current release of the tokenizers library.</source>
        <translation>用当前版本的 tokenizers 库保存分词器。</translation>
    </message>
    <message>
        <source>Download the model again, with its tokenizer files.</source>
        <translation>重新下载模型，包括分词器文件。</translation>
    </message>
    <message>
        <source>The id of the token “%1” is not a whole number from 0 to %2.</source>
        <translation>词元“%1”的 id 不是 0 到 %2 的整数。</translation>
    </message>
    <message>
        <source>The vocabulary is damaged. Download the model again.</source>
        <translation>词表已损坏。重新下载模型。</translation>
    </message>
    <message>
        <source>The tokens “%1” and “%2” have the same id, %3.</source>
        <translation>词元“%1”和“%2”的 id 相同：%3。</translation>
    </message>
    <message>
        <source>The vocabulary lacks the unknown token “%1”.</source>
        <translation>词表中没有未知词元“%1”。</translation>
    </message>
    <message>
        <source>The vocabulary is damaged or belongs to another model. Download the model again.</source>
        <translation>词表已损坏或属于另一个模型。重新下载模型。</translation>
    </message>
    <message>
        <source>The checkpoint is of another version of Attune.</source>
        <translation>检查点来自另一个版本的 Attune。</translation>
    </message>
    <message>
        <source>The file is missing or cut.</source>
        <translation>文件缺失或不完整。</translation>
    </message>
    <message>
        <source>The file was damaged or changed.</source>
        <translation>文件已损坏或被更改。</translation>
    </message>
    <message>
        <source>The disk has no room for the checkpoint of step %1: it needs %2 MB, %3 MB are free.</source>
        <translation>磁盘放不下第 %1 步的检查点：需要 %2 MB，剩余 %3 MB。</translation>
    </message>
    <message>
        <source>Free some space and resume the run; earlier checkpoints are kept.</source>
        <translation>腾出空间后续训；先前的检查点仍在。</translation>
    </message>
    <message>
        <source>The checkpoint of step %1 cannot be used: %2</source>
        <translation>无法使用第 %1 步的检查点：%2</translation>
    </message>
    <message>
        <source>The run goes on from an earlier one.</source>
        <translation>运行从更早的检查点接着进行。</translation>
    </message>
    <message>
        <source>The parameter “%1” is missing or of another shape.</source>
        <translation>参数“%1”缺失或形状不同。</translation>
    </message>
    <message>
        <source>The moments of “%1” are of another shape.</source>
        <translation>“%1”的动量形状不同。</translation>
    </message>
    <message>
        <source>Training diverged: at step %1 the loss or its gradient is not a finite number.</source>
        <translation>训练发散：在第 %1 步，损失或其梯度不是有限数。</translation>
    </message>
    <message>
        <source>Training diverged: at step %1 “%2” holds values that are not finite numbers.</source>
        <translation>训练发散：在第 %1 步，“%2”中有不是有限数的值。</translation>
    </message>
    <message>
        <source>Choose a lower learning rate (a third of it), more warm-up, or precision fp32.</source>
        <translation>选用更低的学习率（三分之一）、更长的预热，或精度 fp32。</translation>
    </message>
    <message>
        <source>The checkpoint of step %1 is kept. Resume with a lower learning rate (a third of it) or precision fp32.</source>
        <translation>第 %1 步的检查点仍在。用更低的学习率（三分之一）或精度 fp32 续训。</translation>
    </message>
    <message>
        <source>This is not an event of a run: %1.</source>
        <translation>这不是运行的事件：%1。</translation>
    </message>
    <message>
        <source>%1 layers are to be frozen, but the model has %2.</source>
        <translation>要冻结 %1 层，但模型只有 %2 层。</translation>
    </message>
    <message>
        <source>Give a number from 0 to %1.</source>
        <translation>填写 0 到 %1 之间的数。</translation>
    </message>
    <message>
        <source>A weight is given for the label “%1”, which the data does not have.</source>
        <translation>为标签“%1”指定了权重，但数据中没有它。</translation>
    </message>
    <message>
        <source>The loss hardly fell at any rate (from %1 to %2): look at the labels and texts, or take more data.</source>
        <translation>任何学习率下损失都几乎没有下降（从 %1 到 %2）：检查标签和文本，或使用更多数据。</translation>
    </message>
    <message>
        <source>The loss falls fastest at the rate %1; it is lowest at %2.</source>
        <translation>学习率为 %1 时损失下降最快；为 %2 时最低。</translation>
    </message>
    <message>
        <source>A tenth of the rate %1, at which the loss is lowest.</source>
        <translation>损失最低时学习率 %1 的十分之一。</translation>
    </message>
    <message>
        <source>Linear</source>
        <translation>线性</translation>
    </message>
    <message>
        <source>Cosine</source>
        <translation>余弦</translation>
    </message>
    <message>
        <source>Constant</source>
        <translation>恒定</translation>
    </message>
    <message>
        <source>There is no schedule “%1”.</source>
        <translation>没有学习率计划“%1”。</translation>
    </message>
    <message>
        <source>Epochs</source>
        <translation>轮数</translation>
    </message>
    <message>
        <source>How often training goes through all texts. 2 to 4 suit most data; take more for a few hundred texts.</source>
        <translation>训练遍历所有文本的次数。多数数据适合 2 到 4；只有几百条文本时可多些。</translation>
    </message>
    <message>
        <source>Batch size</source>
        <translation>批次大小</translation>
    </message>
    <message>
        <source>Texts that are learned from together. 16 or 32 suit most data; a smaller one needs less memory.</source>
        <translation>一步一起学习的文本数。多数数据适合 16 或 32；越小，所需内存越少。</translation>
    </message>
    <message>
        <source>texts</source>
        <translation>条</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>学习率</translation>
    </message>
    <message>
        <source>How far one step moves the weights. 2e-5 to 5e-5 suit most models, 1e-4 and more small ones; the range test proposes one.</source>
        <translation>每步调整权重的幅度。多数模型适合 2e-5 到 5e-5，小模型可用 1e-4 或更大；范围测试会给出建议。</translation>
    </message>
    <message>
        <source>Schedule</source>
        <translation>学习率调度</translation>
    </message>
    <message>
        <source>How the rate goes on after the warm-up: down to 0 in a line, down to 0 along a cosine, or constant. Linear is the usual choice.</source>
        <translation>预热之后学习率如何变化：线性降到 0、沿余弦降到 0，或保持恒定。通常选线性。</translation>
    </message>
    <message>
        <source>Warm-up</source>
        <translation>预热</translation>
    </message>
    <message>
        <source>Steps in which the rate grows from 0: below 1 a share of all steps, else their number. Take more when the loss jumps at the beginning.</source>
        <translation>学习率从 0 升高所用的步数：小于 1 表示占总步数的比例，否则为步数。开头损失剧烈跳动时可加大。</translation>
    </message>
    <message>
        <source>Weight decay</source>
        <translation>权重衰减</translation>
    </message>
    <message>
        <source>Pulls the weights towards 0 against overfitting; biases and norms are left out. 0.01 is usual, 0 turns it off.</source>
        <translation>将权重向 0 拉，防止过拟合；偏置和归一化除外。通常为 0.01，0 表示关闭。</translation>
    </message>
    <message>
        <source>Precision</source>
        <translation>精度</translation>
    </message>
    <message>
        <source>bf16 computes with 16-bit numbers where the device is faster with them; the weights stay in 32 bits. auto takes what is fast and safe on this machine and says why.</source>
        <translation>设备用 16 位数更快时，bf16 以它计算，权重仍为 32 位。自动（auto）选用本机上又快又稳妥的精度，并说明原因。</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>设备</translation>
    </message>
    <message>
        <source>Where training runs. auto takes an NVIDIA graphics card where there is one, else the processor.</source>
        <translation>在哪里训练。自动（auto）：有 NVIDIA 显卡就用显卡，否则用处理器。</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>随机种子</translation>
    </message>
    <message>
        <source>Number from which all chance is drawn: split, order, dropout, new weights. The same seed gives the same run.</source>
        <translation>所有随机性的来源：划分、顺序、dropout、新权重。种子相同，运行就相同。</translation>
    </message>
    <message>
        <source>Best by</source>
        <translation>择优指标</translation>
    </message>
    <message>
        <source>Evaluate every</source>
        <translation>评估间隔</translation>
    </message>
    <message>
        <source>Epochs between evaluations on the validation part; 0.25 evaluates four times an epoch. The end is always evaluated.</source>
        <translation>两次验证集评估之间的轮数；0.25 为每轮评估四次。结束时总会评估。</translation>
    </message>
    <message>
        <source>epochs</source>
        <translation>轮</translation>
    </message>
    <message>
        <source>Early stopping</source>
        <translation>提前停止</translation>
    </message>
    <message>
        <source>Ends training after so many evaluations in a row without a better metric. 0 turns it off; 2 or 3 suit long runs.</source>
        <translation>指标连续多少次评估没有提升就结束训练。0 表示关闭；长时间运行可用 2 或 3。</translation>
    </message>
    <message>
        <source>evaluations</source>
        <translation>次评估</translation>
    </message>
    <message>
        <source>Checkpoint every</source>
        <translation>检查点间隔</translation>
    </message>
    <message>
        <source>Minutes after which the whole state is saved, so that a run that was cut off can go on. 0: only the best states are saved.</source>
        <translation>每隔几分钟保存完整状态，运行中断后可由此续训。0：只保存最佳状态。</translation>
    </message>
    <message>
        <source>minutes</source>
        <translation>分钟</translation>
    </message>
    <message>
        <source>Checkpoint steps</source>
        <translation>检查点步数</translation>
    </message>
    <message>
        <source>Saves the state after so many steps instead of after minutes. Unset: the minutes decide.</source>
        <translation>改为每隔这么多步保存状态，而不是按分钟。未设置：按分钟。</translation>
    </message>
    <message>
        <source>steps</source>
        <translation>步</translation>
    </message>
    <message>
        <source>Keep checkpoints</source>
        <translation>保留检查点</translation>
    </message>
    <message>
        <source>How many of the newest checkpoints stay on the disk besides the best one. Each takes three times the room of the model.</source>
        <translation>除最佳之外，磁盘上保留几个最新的检查点。每个占模型三倍的空间。</translation>
    </message>
    <message>
        <source>Most steps</source>
        <translation>最多步数</translation>
    </message>
    <message>
        <source>Ends training after so many steps, whatever the epochs say. 0: the epochs decide.</source>
        <translation>到这么多步就结束训练，不论轮数。0：由轮数决定。</translation>
    </message>
    <message>
        <source>Accumulation</source>
        <translation>梯度累积</translation>
    </message>
    <message>
        <source>Batches whose gradients are summed before one step: a large batch with the memory of a small one.</source>
        <translation>多个批次的梯度相加后才走一步：用小批次的内存获得大批次的效果。</translation>
    </message>
    <message>
        <source>batches</source>
        <translation>批</translation>
    </message>
    <message>
        <source>Longest gradient</source>
        <translation>梯度上限</translation>
    </message>
    <message>
        <source>A longer gradient is shortened to this norm, which keeps single odd batches from doing harm. 1 is usual, 0 turns it off.</source>
        <translation>超过此范数的梯度会被缩短，以免个别异常批次造成破坏。通常为 1，0 表示关闭。</translation>
    </message>
    <message>
        <source>Adam beta 1</source>
        <translation>Adam beta 1</translation>
    </message>
    <message>
        <source>Memory of the mean of the gradients. Rarely worth changing.</source>
        <translation>对梯度均值的记忆。很少需要更改。</translation>
    </message>
    <message>
        <source>Adam beta 2</source>
        <translation>Adam beta 2</translation>
    </message>
    <message>
        <source>Memory of the mean of the squared gradients. 0.98 reacts faster than 0.999.</source>
        <translation>对梯度平方均值的记忆。0.98 比 0.999 反应更快。</translation>
    </message>
    <message>
        <source>Adam epsilon</source>
        <translation>Adam epsilon</translation>
    </message>
    <message>
        <source>Keeps the division of AdamW from zero; a larger one makes steps smaller where gradients are tiny.</source>
        <translation>防止 AdamW 除以零；大些会在梯度极小处减小步幅。</translation>
    </message>
    <message>
        <source>Activation</source>
        <translation>激活函数</translation>
    </message>
    <message>
        <source>Function between the two layers of the feed-forward part. Unset: the model&apos;s own, which it was pretrained with.</source>
        <translation>前馈部分两层之间的函数。未设置：用模型预训练时的函数。</translation>
    </message>
    <message>
        <source>Hidden dropout</source>
        <translation>隐藏层 dropout</translation>
    </message>
    <message>
        <source>Share of values that are dropped after embeddings and layers, against overfitting. Unset: the model&apos;s own.</source>
        <translation>在嵌入和各层之后丢弃的值的比例，用来防止过拟合。未设置：用模型自己的。</translation>
    </message>
    <message>
        <source>Attention dropout</source>
        <translation>注意力 dropout</translation>
    </message>
    <message>
        <source>Share of attention weights that are dropped. 0 makes training faster. Unset: the model&apos;s own.</source>
        <translation>丢弃的注意力权重的比例。0 使训练更快。未设置：用模型自己的。</translation>
    </message>
    <message>
        <source>Classifier dropout</source>
        <translation>分类头 dropout</translation>
    </message>
    <message>
        <source>Share of values that are dropped before the last layer. Raise it for small data. Unset: the model&apos;s own.</source>
        <translation>最后一层之前丢弃的值的比例。数据少时可提高。未设置：用模型自己的。</translation>
    </message>
    <message>
        <source>Freeze embeddings</source>
        <translation>冻结嵌入</translation>
    </message>
    <message>
        <source>Leaves the vectors of the tokens as they are: less memory, faster, and words that training never met keep their place.</source>
        <translation>词元向量保持不变：省内存、更快，训练中没遇到的词也不受影响。</translation>
    </message>
    <message>
        <source>Freeze layers</source>
        <translation>冻结层数</translation>
    </message>
    <message>
        <source>Leaves so many first layers, and the embeddings, as they are. Faster, and often enough for small data.</source>
        <translation>最前面的若干层和嵌入保持不变。更快，数据少时往往已经足够。</translation>
    </message>
    <message>
        <source>layers</source>
        <translation>层</translation>
    </message>
    <message>
        <source>Layer decay</source>
        <translation>逐层衰减</translation>
    </message>
    <message>
        <source>Each layer learns at the rate of the next one times this; the head at the full rate. 1: all alike; 0.9 keeps more of the pretrained model.</source>
        <translation>每层的学习率是后一层乘以此数，分类头用完整的学习率。1：各层相同；0.9：更多地保留预训练模型。</translation>
    </message>
    <message>
        <source>Class weights</source>
        <translation>类别权重</translation>
    </message>
    <message>
        <source>How much a text of each label counts: all alike (none), rare labels more (balanced), or a weight for each label, 1 where none is given. Balanced helps where few texts have the label that matters.</source>
        <translation>各标签的文本占多大权重：全部相同（none）、少见标签更重（balanced），或逐个标签给出权重，未给出的为 1。重要的标签文本很少时，balanced 有帮助。</translation>
    </message>
    <message>
        <source>Label smoothing</source>
        <translation>标签平滑</translation>
    </message>
    <message>
        <source>Share of each answer that is spread over all labels. 0.1 makes scores less sure of themselves and helps with wrong labels; 0 turns it off.</source>
        <translation>把每个答案的一部分分摊到所有标签。0.1 使得分不过于自信，对标错的标签也有帮助；0 表示关闭。</translation>
    </message>
    <message>
        <source>Threads</source>
        <translation>线程</translation>
    </message>
    <message>
        <source>Threads of the processor that training uses. 0: as many as there are cores. The order of sums, and so the last bits, depend on it.</source>
        <translation>训练使用的处理器线程数。0：与核数相同。它影响求和顺序，因而影响结果的最后几位。</translation>
    </message>
    <message>
        <source>The memory does not suffice to train on one text of %1 tokens.</source>
        <translation>内存不足，无法用一条 %1 个词元的文本训练。</translation>
    </message>
    <message>
        <source>Close other programs, or choose a smaller model or a smaller data.max_length.</source>
        <translation>关闭其他程序，或选择较小的模型或较小的 data.max_length。</translation>
    </message>
    <message>
        <source>The memory does not suffice to train this model.</source>
        <translation>内存不足，无法训练此模型。</translation>
    </message>
    <message>
        <source>Close other programs, freeze embeddings or layers, or choose a smaller model.</source>
        <translation>关闭其他程序，冻结嵌入或若干层，或选择较小的模型。</translation>
    </message>
    <message>
        <source>Step %1 was skipped: its loss or gradient is not a finite number.</source>
        <translation>跳过了第 %1 步：其损失或梯度不是有限数。</translation>
    </message>
    <message>
        <source>If this happens again, choose a lower learning rate or precision fp32.</source>
        <translation>如果再次发生，选用更低的学习率或精度 fp32。</translation>
    </message>
    <message>
        <source>The model answers “%1” to every text of the validation part.</source>
        <translation>模型对验证集的每条文本都预测为“%1”。</translation>
    </message>
    <message>
        <source>Early in training this passes. Else choose a lower learning rate, more warm-up, or balanced class weights.</source>
        <translation>训练初期出现会自行消失。否则选用更低的学习率、更长的预热或平衡的类别权重。</translation>
    </message>
    <message>
        <source>The memory did not suffice for a batch of %1 tokens. Batches of that weight are now computed in parts; the results stay the same but for rounding.</source>
        <translation>内存不足，无法一次处理 %1 个词元的批次。此后这样大的批次会分几部分计算；除舍入外结果不变。</translation>
    </message>
    <message>
        <source>A smaller batch_size with accumulation avoids the tries.</source>
        <translation>减小 batch_size 并使用梯度累积，可免去这样的尝试。</translation>
    </message>
    <message>
        <source>Labels of the data: %1.</source>
        <translation>数据的标签：%1。</translation>
    </message>
    <message>
        <source>as asked</source>
        <translation>按设置</translation>
    </message>
    <message>
        <source>the fastest one here</source>
        <translation>本机最快的设备</translation>
    </message>
    <message>
        <source>this processor does not multiply bf16</source>
        <translation>此处理器不支持 bf16 乘法</translation>
    </message>
    <message>
        <source>covers this model on this device</source>
        <translation>支持此模型和此设备</translation>
    </message>
    <message numerus="yes">
        <source>%n thread(s)</source>
        <translation>
            <numerusform>%n 线程</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 tokens</source>
        <translation>%1 个词元</translation>
    </message>
    <message>
        <source>lower case</source>
        <translation>小写</translation>
    </message>
    <message>
        <source>, </source>
        <comment>between parts</comment>
        <extracomment>between the parts of a description: &quot;CPU, 2 threads&quot;</extracomment>
        <translation>，</translation>
    </message>
    <message>
        <source>comma</source>
        <translation>逗号</translation>
    </message>
    <message>
        <source>semicolon</source>
        <translation>分号</translation>
    </message>
    <message>
        <source>tab</source>
        <translation>制表符</translation>
    </message>
    <message>
        <source>pipe</source>
        <translation>竖线</translation>
    </message>
    <message>
        <source>%1% of the tokens are unknown to this model, so it reads little of these texts.</source>
        <translation>此模型不认识 %1% 的词元，因此几乎读不懂这些文本。</translation>
    </message>
    <message>
        <source>Choose a model that was trained on their language.</source>
        <translation>选择用该语言训练过的模型。</translation>
    </message>
    <message>
        <source>Give one --text-line-pair for each --text-line.</source>
        <translation>为每个 --text-line 提供一个 --text-line-pair。</translation>
    </message>
    <message>
        <source>A second text is given, but no text.</source>
        <translation>给出了第二段文本，却没有第一段。</translation>
    </message>
    <message>
        <source>Give --text-line TEXT before --text-line-pair TEXT.</source>
        <translation>在 --text-line-pair 文本 之前给出 --text-line 文本。</translation>
    </message>
    <message>
        <source>The name of the class folder “%1” is not UTF-8, so it cannot be a label.</source>
        <translation>类别文件夹“%1”的名称不是 UTF-8，不能用作标签。</translation>
    </message>
    <message>
        <source>Rename the folder.</source>
        <translation>重命名该文件夹。</translation>
    </message>
    <message>
        <source>Leave it out to keep the model&apos;s own, “%1”.</source>
        <translation>不填则使用模型自带的“%1”。</translation>
    </message>
    <message>
        <source>Give more rows, or a smaller data.validation_split.</source>
        <translation>提供更多行，或减小 data.validation_split。</translation>
    </message>
    <message>
        <source>The run is not finished: it has no report.</source>
        <translation>运行尚未完成：还没有报告。</translation>
    </message>
    <message>
        <source>Resume it, or wait for its end.</source>
        <translation>续训它，或等它结束。</translation>
    </message>
    <message>
        <source>The data are not those that the run was made with. Changed since: %1.</source>
        <translation>数据与这次运行所用的不同。此后改变的文件：%1。</translation>
    </message>
    <message>
        <source>Put the old file back, or evaluate the model on a file of labelled texts instead.</source>
        <translation>恢复原来的文件，或改用一个带标签的文本文件来评估模型。</translation>
    </message>
    <message>
        <source>The model was trained on pairs of texts; the second text is missing.</source>
        <translation>该模型用文本对训练，缺少第二段文本。</translation>
    </message>
    <message>
        <source>The model was trained on single texts; a second text means nothing to it.</source>
        <translation>该模型用单条文本训练，不使用第二段文本。</translation>
    </message>
    <message>
        <source>Leave the second text out.</source>
        <translation>去掉第二段文本。</translation>
    </message>
    <message>
        <source>The model was trained on pairs of texts, and the file has no column “%1” for the second text. Columns found: %2.</source>
        <translation>该模型用文本对训练，而文件中没有第二段文本的列“%1”。找到的列：%2。</translation>
    </message>
    <message>
        <source>Name the column of the second texts: --text-pair COLUMN.</source>
        <translation>指明第二段文本所在的列：--text-pair 列名。</translation>
    </message>
    <message>
        <source>Check the disk, and try again.</source>
        <translation>检查磁盘后重试。</translation>
    </message>
    <message>
        <source>The column “%1” has %2 different values in %3 rows, such as %4: these are hardly labels.</source>
        <translation>列“%1”在 %3 行中有 %2 个不同的值，例如 %4：这不像是标签。</translation>
    </message>
    <message>
        <source>The column “%1” has more than %2 different values in the first %3 rows: these are hardly labels.</source>
        <translation>列“%1”在前 %3 行中就有超过 %2 个不同的值：这不像是标签。</translation>
    </message>
    <message>
        <source>The label “%1” is not in the training data.</source>
        <translation>训练数据中没有标签“%1”。</translation>
    </message>
    <message>
        <source>Remove the doubles, unless they are meant.</source>
        <translation>如果不是有意重复，就删除重复的文本。</translation>
    </message>
    <message>
        <source>Decide on one label for each text.</source>
        <translation>为每条文本确定一个标签。</translation>
    </message>
    <message>
        <source>an object</source>
        <translation>一个对象</translation>
    </message>
    <message>
        <source>A kernel of even size %1 can&apos;t be centred.</source>
        <translation>大小为偶数 %1 的卷积核无法居中。</translation>
    </message>
    <message>
        <source>%1 groups do not divide the hidden size %2.</source>
        <translation>%1 个分组不能整除隐藏层大小 %2。</translation>
    </message>
    <message>
        <source>%1 kinds of layers do not fit %2 layers.</source>
        <translation>列出了 %1 种层类型，与 %2 层不符。</translation>
    </message>
    <message>
        <source>Layers of the kind “%1” can&apos;t be computed.</source>
        <translation>无法计算类型为“%1”的层。</translation>
    </message>
    <message>
        <source>Rotary positions of the kind “%1” can&apos;t be computed.</source>
        <translation>无法计算类型为“%1”的旋转位置编码。</translation>
    </message>
    <message>
        <source>Take a model with rotary positions of the kind “default”.</source>
        <translation>选用旋转位置编码类型为“default”的模型。</translation>
    </message>
    <message>
        <source>Rotary positions need heads of even width, not %1.</source>
        <translation>旋转位置编码要求注意力头的宽度为偶数，而不是 %1。</translation>
    </message>
    <message>
        <source>Pooling of the kind “%1” can&apos;t be computed.</source>
        <translation>无法计算类型为“%1”的池化方式。</translation>
    </message>
    <message>
        <source>%1 positions leave none for a token: they are counted from pad_token_id + 1 = %2.</source>
        <translation>%1 个位置不够任何词元使用：位置从 pad_token_id + 1 = %2 开始计数。</translation>
    </message>
    <message>
        <source>The model has %1 labels; metrics are computed for at most %2.</source>
        <translation>模型有 %1 个标签；最多为 %2 个标签计算指标。</translation>
    </message>
    <message>
        <source>Use predict, and count its answers.</source>
        <translation>使用 predict，并自行统计其结果。</translation>
    </message>
    <message>
        <source>Give the second text too (on the command line: --text-pair COLUMN, or --text-line-pair TEXT).</source>
        <translation>还要给出第二段文本（命令行：--text-pair 列名，或 --text-line-pair 文本）。</translation>
    </message>
    <message>
        <source>--json lists them all.</source>
        <translation>使用 --json 可列出全部。</translation>
    </message>
    <message>
        <source>The key “%1” stands in line %2, but in none of the first lines: the answer needs this name.</source>
        <translation>键“%1”出现在第 %2 行，而开头各行都没有：结果需要使用这个名称。</translation>
    </message>
    <message>
        <source>Rename the key, or write the answers as csv.</source>
        <translation>重命名这个键，或把结果写为 csv。</translation>
    </message>
    <message>
        <source>Break it into texts of less than 4 GB.</source>
        <translation>把它拆成小于 4 GB 的文本。</translation>
    </message>
    <message>
        <source>Name a file, not a folder.</source>
        <translation>指定文件，而不是文件夹。</translation>
    </message>
    <message>
        <source>Too many files are open: close other programs.</source>
        <translation>打开的文件过多：关闭其他程序。</translation>
    </message>
    <message>
        <source>This file system lacks what is needed: choose a folder on another disk.</source>
        <translation>这个文件系统缺少所需的功能：选择其他磁盘上的文件夹。</translation>
    </message>
    <message>
        <source>Check that the disk is connected and in order, or choose another folder.</source>
        <translation>检查磁盘是否已连接且状态正常，或选择其他文件夹。</translation>
    </message>
    <message>
        <source>Check that this is the file that you mean.</source>
        <translation>检查是否选对了文件。</translation>
    </message>
    <message>
        <source>Name a file, not a folder or device.</source>
        <translation>指定文件，而不是文件夹或设备。</translation>
    </message>
    <message>
        <source>It could not be locked: %1.</source>
        <translation>无法锁定：%1。</translation>
    </message>
    <message>
        <source>The file was cut, damaged or changed: fetch or make it again.</source>
        <translation>文件被截断、损坏或改动：重新获取或生成。</translation>
    </message>
    <message>
        <source>The file was damaged or changed, or another version of Attune wrote it.</source>
        <translation>文件已损坏或被改动，或由其他版本的 Attune 写成。</translation>
    </message>
    <message>
        <source>The value is missing.</source>
        <translation>缺少该值。</translation>
    </message>
    <message>
        <source>The value must be a whole number from %1 to %2.</source>
        <translation>该值必须是 %1 到 %2 之间的整数。</translation>
    </message>
    <message>
        <source>The value must be a number.</source>
        <translation>该值必须是数字。</translation>
    </message>
    <message>
        <source>The value must be a number of at least %1.</source>
        <translation>该值必须是不小于 %1 的数字。</translation>
    </message>
    <message>
        <source>The value must be true or false.</source>
        <translation>该值必须是 true 或 false。</translation>
    </message>
    <message>
        <source>The value must be a text.</source>
        <translation>该值必须是文本。</translation>
    </message>
    <message>
        <source>The value must be a list of texts.</source>
        <translation>该值必须是文本列表。</translation>
    </message>
    <message>
        <source>The value must be a table of counts, a row and a column for each label.</source>
        <translation>该值必须是计数表，每个标签各占一行一列。</translation>
    </message>
    <message>
        <source>The value must be a list.</source>
        <translation>该值必须是列表。</translation>
    </message>
    <message>
        <source>The file is larger than 256 KB.</source>
        <translation>文件超过 256 KB。</translation>
    </message>
    <message>
        <source>The checkpoint of step %1, the best one, cannot be used: %2</source>
        <translation>第 %1 步的检查点（最佳检查点）无法使用：%2</translation>
    </message>
    <message>
        <source>The best of those that are left takes its place: step %1.</source>
        <translation>改用剩余检查点中最好的一个：第 %1 步。</translation>
    </message>
    <message>
        <source>The last state takes its place until a better one comes.</source>
        <translation>在出现更好的状态之前，改用最后的状态。</translation>
    </message>
    <message>
        <source>faster on this graphics card; weights and updates stay in fp32</source>
        <translation>在这块显卡上更快；权重和更新仍为 fp32</translation>
    </message>
    <message>
        <source>this graphics card does not multiply bf16</source>
        <translation>这块显卡不支持 bf16 乘法</translation>
    </message>
    <message>
        <source>faster on this processor; weights and updates stay in fp32</source>
        <translation>在这个处理器上更快；权重和更新仍为 fp32</translation>
    </message>
    <message>
        <source>Checkpoints are kept: resume the run. If it fails again, report it with the run&apos;s recipe.</source>
        <translation>检查点已保留：继续这次运行。如果再次失败，附上运行的配方进行反馈。</translation>
    </message>
    <message>
        <source>The run failed for an unknown reason.</source>
        <translation>运行因未知原因失败。</translation>
    </message>
    <message>
        <source>The model has the labels of the data in another order: its classifier was put in their order.</source>
        <translation>模型的标签与数据相同但顺序不同：已按数据的顺序排列其分类器。</translation>
    </message>
    <message>
        <source>The model was trained for other labels (%1) than those of the data (%2): its classifier begins anew.</source>
        <translation>模型训练时的标签（%1）与数据的标签（%2）不同：其分类器将重新初始化。</translation>
    </message>
    <message>
        <source>To go on with it, name the labels of the data as the model does.</source>
        <translation>如需沿用原分类器，让数据的标签与模型的标签同名。</translation>
    </message>
    <message>
        <source>Give the checkpoint back, or go on from an earlier one.</source>
        <translation>恢复该检查点，或从更早的检查点继续。</translation>
    </message>
    <message>
        <source>The folder holds the checkpoint of another step, %1.</source>
        <translation>文件夹中是另一步（第 %1 步）的检查点。</translation>
    </message>
    <message>
        <source>This is not an event of a run: a value is missing or of the wrong kind.</source>
        <translation>这不是运行的事件：缺少某个值或类型不对。</translation>
    </message>
    <message>
        <source>Training needs about %1 GB of memory beside the model&apos;s weights, and %2 GB are free.</source>
        <translation>除模型权重外，训练约需 %1 GB 内存，而可用内存为 %2 GB。</translation>
    </message>
    <message>
        <source>The heaviest batch (%1 tokens) would need about %2 GB of memory, and %3 GB are free: batches of more than %4 tokens are computed in parts. The results stay the same but for rounding.</source>
        <translation>最大的批次（%1 个词元）约需 %2 GB 内存，而可用内存为 %3 GB：超过 %4 个词元的批次将分部分计算。除舍入误差外，结果不变。</translation>
    </message>
    <message>
        <source>To choose the parts yourself, halve batch_size and double accumulation.</source>
        <translation>如需自行划分，将 batch_size 减半，并将 accumulation 加倍。</translation>
    </message>
    <message>
        <source>The JSON holds more than %1 values.</source>
        <translation>该 JSON 的值超过 %1 个。</translation>
    </message>
    <message>
        <source>“%1” has no config.json, so it is no model of transformers.</source>
        <translation>“%1”没有 config.json，不是 transformers 的模型。</translation>
    </message>
    <message>
        <source>Choose a text encoder such as google-bert/bert-base-uncased.</source>
        <translation>选择文本编码器，例如 google-bert/bert-base-uncased。</translation>
    </message>
    <message>
        <source>“%1” has no weights in safetensors or in PyTorch&apos;s format (it has: %2).</source>
        <translation>“%1”没有 safetensors 或 PyTorch 格式的权重（现有：%2）。</translation>
    </message>
    <message>
        <source>Look for another copy of the model, or convert it with transformers&apos; save_pretrained().</source>
        <translation>找该模型的其他副本，或用 transformers 的 save_pretrained() 转换。</translation>
    </message>
    <message>
        <source>The file %1, which the index names, is not there.</source>
        <translation>索引中列出的文件 %1 不存在。</translation>
    </message>
    <message>
        <source>The model takes %1 MB more; the disk has %2 MB left.</source>
        <translation>模型还需要 %1 MB，磁盘只剩 %2 MB。</translation>
    </message>
    <message>
        <source>Free some space, or set HF_HUB_CACHE to a folder on another disk.</source>
        <translation>腾出空间，或把 HF_HUB_CACHE 设为另一块磁盘上的文件夹。</translation>
    </message>
    <message>
        <source>The file %1 did not come whole: its checksum is wrong. It was thrown away.</source>
        <translation>文件 %1 未能完整下载：校验和不符，已丢弃。</translation>
    </message>
    <message>
        <source>Try again; if it stays so, the network or the mirror changes files.</source>
        <translation>重试；若仍如此，说明网络或镜像改动了文件。</translation>
    </message>
    <message>
        <source>Offline (HF_HUB_OFFLINE): what the cache has.</source>
        <translation>离线（HF_HUB_OFFLINE）：使用缓存中已有的文件。</translation>
    </message>
    <message>
        <source>“%1” is no name of a model on the hub.</source>
        <translation>“%1”不是 Hub 上的模型名。</translation>
    </message>
    <message>
        <source>Write ORG/NAME, for example intfloat/multilingual-e5-small.</source>
        <translation>写成“组织/名称”，例如 intfloat/multilingual-e5-small。</translation>
    </message>
    <message>
        <source>“%1” is no revision.</source>
        <translation>“%1”不是有效的版本。</translation>
    </message>
    <message>
        <source>Name a branch, a tag or a commit.</source>
        <translation>填写分支、标签或提交。</translation>
    </message>
    <message>
        <source>The model “%1” is not in the cache, and nothing is fetched: HF_HUB_OFFLINE or TRANSFORMERS_OFFLINE is set.</source>
        <translation>缓存中没有模型“%1”，且不会下载：设置了 HF_HUB_OFFLINE 或 TRANSFORMERS_OFFLINE。</translation>
    </message>
    <message>
        <source>Unset the variable, or fetch the model on another machine and copy the cache.</source>
        <translation>取消该变量，或在另一台机器上下载后复制缓存。</translation>
    </message>
    <message>
        <source>libcurl could not be started.</source>
        <translation>无法启动 libcurl。</translation>
    </message>
    <message>
        <source>This is not an address of the web: “%1”.</source>
        <translation>这不是网址：“%1”。</translation>
    </message>
    <message>
        <source>Check HF_ENDPOINT.</source>
        <translation>检查 HF_ENDPOINT。</translation>
    </message>
    <message>
        <source>Check the permissions, or set HF_HUB_CACHE to another folder.</source>
        <translation>检查权限，或把 HF_HUB_CACHE 设为其他文件夹。</translation>
    </message>
    <message>
        <source>The file %1 came with %2 bytes; the hub told of %3.</source>
        <translation>文件 %1 收到 %2 字节，而 Hub 声明为 %3 字节。</translation>
    </message>
    <message>
        <source>Try again later; if it stays so, tell the owner of the model.</source>
        <translation>稍后重试；若仍如此，告知模型所有者。</translation>
    </message>
    <message>
        <source>The hub leads on to %1, where nothing is fetched from.</source>
        <translation>Hub 转向 %1，不会从那里下载。</translation>
    </message>
    <message>
        <source>Check HF_ENDPOINT and the network&apos;s proxy.</source>
        <translation>检查 HF_ENDPOINT 和网络代理。</translation>
    </message>
    <message>
        <source>The hub can&apos;t be reached: %1.</source>
        <translation>无法连接 Hub：%1。</translation>
    </message>
    <message>
        <source>Check the network connection and its proxy (https_proxy), or try again later.</source>
        <translation>检查网络连接及代理（https_proxy），或稍后重试。</translation>
    </message>
    <message>
        <source>For a private model, put a token of your account into HF_TOKEN, or log in with “hf auth login”.</source>
        <translation>私有模型需要令牌：把账户的令牌放入 HF_TOKEN，或用“hf auth login”登录。</translation>
    </message>
    <message>
        <source>The owner of “%1” asks for consent before it may be fetched.</source>
        <translation>“%1”的所有者要求先同意条款才能下载。</translation>
    </message>
    <message>
        <source>Agree on that page, then put a token of your account into HF_TOKEN, or log in with “hf auth login”.</source>
        <translation>在该页面同意，然后把账户的令牌放入 HF_TOKEN，或用“hf auth login”登录。</translation>
    </message>
    <message>
        <source>Agree on that page with the account of your token; some owners answer by hand.</source>
        <translation>用令牌所属账户在该页面同意；有些所有者需人工批准。</translation>
    </message>
    <message>
        <source>The model “%1” has no revision “%2”.</source>
        <translation>模型“%1”没有版本“%2”。</translation>
    </message>
    <message>
        <source>Name a branch, a tag or a commit that it has.</source>
        <translation>填写它已有的分支、标签或提交。</translation>
    </message>
    <message>
        <source>The model “%1” has no file %2.</source>
        <translation>模型“%1”没有文件 %2。</translation>
    </message>
    <message>
        <source>The hub does not take the token.</source>
        <translation>Hub 不接受该令牌。</translation>
    </message>
    <message>
        <source>Make a new one on the hub&apos;s settings page, or unset HF_TOKEN.</source>
        <translation>在 Hub 的设置页新建令牌，或取消 HF_TOKEN。</translation>
    </message>
    <message>
        <source>The hub has no model “%1”, or it is private.</source>
        <translation>Hub 上没有模型“%1”，或它是私有的。</translation>
    </message>
    <message>
        <source>Check the spelling of the name, and what the token may read.</source>
        <translation>检查名称拼写以及令牌的读取权限。</translation>
    </message>
    <message>
        <source>The hub does not allow to fetch “%1”.</source>
        <translation>Hub 不允许下载“%1”。</translation>
    </message>
    <message>
        <source>Check what the token may read.</source>
        <translation>检查令牌的读取权限。</translation>
    </message>
    <message>
        <source>The hub answered with status %1.</source>
        <translation>Hub 返回状态 %1。</translation>
    </message>
    <message>
        <source>Try again later.</source>
        <translation>稍后重试。</translation>
    </message>
    <message>
        <source>The hub&apos;s answer is larger than %1 bytes.</source>
        <translation>Hub 的回答超过 %1 字节。</translation>
    </message>
    <message>
        <source>The answer is not one of a Hugging Face Hub.</source>
        <translation>该回答不是来自 Hugging Face Hub。</translation>
    </message>
    <message>
        <source>The hub contradicts itself about %1 (%2).</source>
        <translation>Hub 关于 %1 的信息自相矛盾（%2）。</translation>
    </message>
    <message>
        <source>Try again later. If HF_ENDPOINT names a mirror, try without it.</source>
        <translation>稍后重试。若 HF_ENDPOINT 指向镜像，去掉后再试。</translation>
    </message>
    <message>
        <source>The hub tells no checksum of %1, so it could not be trusted.</source>
        <translation>Hub 没有给出 %1 的校验和，无法信任。</translation>
    </message>
    <message>
        <source>If HF_ENDPOINT names a mirror, try without it.</source>
        <translation>若 HF_ENDPOINT 指向镜像，去掉后再试。</translation>
    </message>
    <message>
        <source>Fetch it with “attune-cli fetch %1”, or put its folder into one of them.</source>
        <translation>用“attune-cli fetch %1”下载，或把它的文件夹放进其中一处。</translation>
    </message>
    <message>
        <source>Fetch it with “attune-cli fetch %1”, or take one that is there: %2.</source>
        <translation>用“attune-cli fetch %1”下载，或选用已有的模型：%2。</translation>
    </message>
    <message>
        <source>config.json and the weights must belong together; fetch the model again.</source>
        <translation>config.json 与权重必须配套；重新下载模型。</translation>
    </message>
    <message>
        <source>This is not a folder.</source>
        <translation>这不是文件夹。</translation>
    </message>
    <message>
        <source>Choose a model folder, or a folder that holds some.</source>
        <translation>选择模型文件夹，或包含模型的文件夹。</translation>
    </message>
    <message>
        <source>Nothing of the file was run. Fetch the model as safetensors, or save it with transformers&apos; save_pretrained().</source>
        <translation>文件中的任何内容都没有运行。下载 safetensors 格式的模型，或用 transformers 的 save_pretrained() 保存。</translation>
    </message>
    <message>
        <source>The list of tensors in the file is damaged (at its byte %1).</source>
        <translation>文件中的张量列表已损坏（第 %1 字节处）。</translation>
    </message>
    <message>
        <source>Fetch the file again.</source>
        <translation>重新下载该文件。</translation>
    </message>
    <message>
        <source>The file was saved with pickle protocol %1; only 2, the one of torch.save(), is read.</source>
        <translation>该文件以 pickle 协议 %1 保存；只支持 torch.save() 使用的协议 2。</translation>
    </message>
    <message>
        <source>The list of tensors in the file is longer than any model&apos;s.</source>
        <translation>文件中的张量列表过长，不可能是模型。</translation>
    </message>
    <message>
        <source>The file holds the pickle instruction %1, which lists of tensors do not need.</source>
        <translation>文件含有 pickle 指令 %1，张量列表不需要它。</translation>
    </message>
    <message>
        <source>The file does not hold a dict of tensors.</source>
        <translation>文件中没有张量字典。</translation>
    </message>
    <message>
        <source>The tensor “%1” stands twice in the file.</source>
        <translation>张量“%1”在文件中出现两次。</translation>
    </message>
    <message>
        <source>“%1” is not a tensor; a file of weights holds nothing else.</source>
        <translation>“%1”不是张量；权重文件只应包含张量。</translation>
    </message>
    <message>
        <source>The file asks for %1, which plain weights do not need.</source>
        <translation>文件要求 %1，普通权重不需要它。</translation>
    </message>
    <message>
        <source>The file is of a very early version of PyTorch (views of storages).</source>
        <translation>该文件来自非常早期的 PyTorch（存储视图）。</translation>
    </message>
    <message>
        <source>The file gives two sizes for the storage “%1”.</source>
        <translation>文件为存储“%1”给出了两种大小。</translation>
    </message>
    <message>
        <source>A tensor reaches beyond its storage of %1 numbers.</source>
        <translation>有张量超出了它的 %1 个数的存储。</translation>
    </message>
    <message>
        <source>The storage “%1” has another size than the file says.</source>
        <translation>存储“%1”的大小与文件声明不符。</translation>
    </message>
    <message>
        <source>The archive was not written by torch.save().</source>
        <translation>该压缩包不是由 torch.save() 写出的。</translation>
    </message>
    <message>
        <source>Fetch the model as safetensors, or save it with transformers&apos; save_pretrained().</source>
        <translation>下载 safetensors 格式的模型，或用 transformers 的 save_pretrained() 保存。</translation>
    </message>
    <message>
        <source>The archive is empty.</source>
        <translation>压缩包是空的。</translation>
    </message>
    <message>
        <source>This is a TorchScript program, not a file of weights.</source>
        <translation>这是 TorchScript 程序，不是权重文件。</translation>
    </message>
    <message>
        <source>The archive&apos;s version is missing or unknown.</source>
        <translation>压缩包的版本缺失或未知。</translation>
    </message>
    <message>
        <source>The numbers are stored big-endian.</source>
        <translation>数值按大端序存储。</translation>
    </message>
    <message>
        <source>The archive has no list of tensors (data.pkl).</source>
        <translation>压缩包中没有张量列表（data.pkl）。</translation>
    </message>
    <message>
        <source>The file is of PyTorch 0.1, a tar archive.</source>
        <translation>该文件来自 PyTorch 0.1，是 tar 包。</translation>
    </message>
    <message>
        <source>Convert it once in Python: torch.save(torch.load(path, weights_only=True), path).</source>
        <translation>在 Python 中转换一次：torch.save(torch.load(path, weights_only=True), path)。</translation>
    </message>
    <message>
        <source>This is not a file of PyTorch weights.</source>
        <translation>这不是 PyTorch 权重文件。</translation>
    </message>
    <message>
        <source>%1 is of TensorFlow. Convert it once with transformers 4: AutoModel.from_pretrained(folder, from_tf=True).save_pretrained(folder).</source>
        <translation>%1 是 TensorFlow 格式。用 transformers 4 转换一次：AutoModel.from_pretrained(folder, from_tf=True).save_pretrained(folder)。</translation>
    </message>
    <message>
        <source>%1 is of Flax. Convert it once with transformers 4: AutoModel.from_pretrained(folder, from_flax=True).save_pretrained(folder).</source>
        <translation>%1 是 Flax 格式。用 transformers 4 转换一次：AutoModel.from_pretrained(folder, from_flax=True).save_pretrained(folder)。</translation>
    </message>
    <message>
        <source>%1 is a TensorFlow checkpoint. Convert it once with transformers 4: BertForPreTraining.from_pretrained(checkpoint, from_tf=True, config=config).save_pretrained(folder).</source>
        <translation>%1 是 TensorFlow 检查点。用 transformers 4 转换一次：BertForPreTraining.from_pretrained(checkpoint, from_tf=True, config=config).save_pretrained(folder)。</translation>
    </message>
    <message>
        <source>%1 is of llama.cpp, mostly with rounded weights. Fetch the model that it was made from, in safetensors.</source>
        <translation>%1 是 llama.cpp 格式，权重多经过舍入。下载它的原始模型（safetensors）。</translation>
    </message>
    <message>
        <source>%1 is a frozen computation for running, not for training. Fetch the model that it was made from, in safetensors.</source>
        <translation>%1 是只供运行的固定计算图，不能训练。下载它的原始模型（safetensors）。</translation>
    </message>
    <message>
        <source>%1 is a training checkpoint. Load it where it was made and call save_pretrained(folder) on its model.</source>
        <translation>%1 是训练检查点。在生成它的环境中载入，并对模型调用 save_pretrained(folder)。</translation>
    </message>
    <message>
        <source>%1 is a file of PyTorch. Load it where it was made and call save_pretrained(folder) on its model.</source>
        <translation>%1 是 PyTorch 文件。在生成它的环境中载入，并对模型调用 save_pretrained(folder)。</translation>
    </message>
    <message>
        <source>The folder has its weights in a format that can&apos;t be read.</source>
        <translation>该文件夹的权重格式无法读取。</translation>
    </message>
    <message>
        <source>The folder has no weights.</source>
        <translation>该文件夹没有权重。</translation>
    </message>
    <message>
        <source>A model folder holds config.json, model.safetensors or pytorch_model.bin, and the tokenizer&apos;s files.</source>
        <translation>模型文件夹包含 config.json、model.safetensors 或 pytorch_model.bin，以及分词器文件。</translation>
    </message>
    <message>
        <source>The files of the weights do not belong together; fetch the model again.</source>
        <translation>权重文件彼此不配套；重新下载模型。</translation>
    </message>
    <message>
        <source>The index has no object “%1”.</source>
        <translation>索引中没有对象“%1”。</translation>
    </message>
    <message>
        <source>The index lists %1 tensors; it may be 1 to %2.</source>
        <translation>索引列出 %1 个张量；应为 1 到 %2 个。</translation>
    </message>
    <message>
        <source>The index wants the tensor “%1” from %2, which is no plain name of a %3 file.</source>
        <translation>索引要从 %2 读取张量“%1”，但那不是普通的 %3 文件名。</translation>
    </message>
    <message>
        <source>The index names more than %1 files.</source>
        <translation>索引列出的文件超过 %1 个。</translation>
    </message>
    <message>
        <source>%1 holds the tensor “%2”, which the index does not look for there.</source>
        <translation>%1 含有张量“%2”，但索引没有把它放在那里。</translation>
    </message>
    <message>
        <source>The index looks for the tensor “%1” in %2, which does not hold it.</source>
        <translation>索引在 %2 中查找张量“%1”，但那里没有。</translation>
    </message>
    <message>
        <source>The zip archive is damaged or made to mislead.</source>
        <translation>该 zip 包已损坏，或是刻意误导的。</translation>
    </message>
    <message>
        <source>The zip archive is compressed; torch.save() writes it uncompressed.</source>
        <translation>该 zip 包经过压缩；torch.save() 写出的不压缩。</translation>
    </message>
    <message>
        <source>Unpack it and pack it again without compression (zip -0), or fetch the original file.</source>
        <translation>解开后不压缩地重新打包（zip -0），或下载原始文件。</translation>
    </message>
    <message>
        <source>The checksum of “%1” is wrong.</source>
        <translation>“%1”的校验和不符。</translation>
    </message>
    <message>
        <source>%1 of %2 training texts stand earlier in their part too, with the same label (lines %3).</source>
        <translation>训练集的 %2 条文本中有 %1 条与前面的文本重复，标签相同（第 %3 行）。</translation>
    </message>
    <message>
        <source>%1 of %2 training texts stand earlier in their part with another label (lines %3): line %4 says “%5”, line %6 “%7”.</source>
        <translation>训练集的 %2 条文本中有 %1 条与前面的文本相同而标签不同（第 %3 行）：第 %4 行为“%5”，第 %6 行为“%7”。</translation>
    </message>
    <message>
        <source>%1 of %2 validation texts stand earlier in their part too, with the same label (lines %3).</source>
        <translation>验证集的 %2 条文本中有 %1 条与前面的文本重复，标签相同（第 %3 行）。</translation>
    </message>
    <message>
        <source>%1 of %2 validation texts stand earlier in their part with another label (lines %3): line %4 says “%5”, line %6 “%7”.</source>
        <translation>验证集的 %2 条文本中有 %1 条与前面的文本相同而标签不同（第 %3 行）：第 %4 行为“%5”，第 %6 行为“%7”。</translation>
    </message>
    <message>
        <source>%1 of %2 test texts stand earlier in their part too, with the same label (lines %3).</source>
        <translation>测试集的 %2 条文本中有 %1 条与前面的文本重复，标签相同（第 %3 行）。</translation>
    </message>
    <message>
        <source>%1 of %2 test texts stand earlier in their part with another label (lines %3): line %4 says “%5”, line %6 “%7”.</source>
        <translation>测试集的 %2 条文本中有 %1 条与前面的文本相同而标签不同（第 %3 行）：第 %4 行为“%5”，第 %6 行为“%7”。</translation>
    </message>
    <message>
        <source>Set data.max_length to at most %1, or take a model for longer texts.</source>
        <translation>将 data.max_length 设为不超过 %1，或选用支持更长文本的模型。</translation>
    </message>
    <message>
        <source>Check that the model folder is whole.</source>
        <translation>检查模型文件夹是否完整。</translation>
    </message>
    <message>
        <source>%1 of %2 training texts were cut at %3 tokens; %4 tokens were lost.</source>
        <translation>训练集的 %2 条文本中有 %1 条在 %3 个词元处截断；丢失 %4 个词元。</translation>
    </message>
    <message>
        <source>%1 of %2 tokens of the training texts are unknown to the tokenizer.</source>
        <translation>训练集的 %2 个词元中有 %1 个是分词器不认识的。</translation>
    </message>
    <message>
        <source>%1 of %2 validation texts were cut at %3 tokens; %4 tokens were lost.</source>
        <translation>验证集的 %2 条文本中有 %1 条在 %3 个词元处截断；丢失 %4 个词元。</translation>
    </message>
    <message>
        <source>%1 of %2 tokens of the validation texts are unknown to the tokenizer.</source>
        <translation>验证集的 %2 个词元中有 %1 个是分词器不认识的。</translation>
    </message>
    <message>
        <source>%1 of %2 test texts were cut at %3 tokens; %4 tokens were lost.</source>
        <translation>测试集的 %2 条文本中有 %1 条在 %3 个词元处截断；丢失 %4 个词元。</translation>
    </message>
    <message>
        <source>%1 of %2 tokens of the test texts are unknown to the tokenizer.</source>
        <translation>测试集的 %2 个词元中有 %1 个是分词器不认识的。</translation>
    </message>
    <message>
        <source>Its answer is for what stands in the column “%1”: check that this is the whole text.</source>
        <translation>对它的回答依据“%1”列中的内容：检查那是否是完整的文本。</translation>
    </message>
    <message>
        <source>The logits were left out: a table has no room for lists.</source>
        <translation>未写出 logits：表格中放不下列表。</translation>
    </message>
    <message>
        <source>End the name in .jsonl.</source>
        <translation>用 .jsonl 作为文件名结尾。</translation>
    </message>
    <message>
        <source>%1 more of %2 such rows are not shown.</source>
        <translation>还有 %1 行（共 %2 行）类似的行未显示。</translation>
    </message>
    <message>
        <source>%1 of %2 tokens are unknown to the tokenizer.</source>
        <translation>%2 个词元中有 %1 个是分词器不认识的。</translation>
    </message>
    <message>
        <source>The merges name the token “%1”, which the vocabulary lacks.</source>
        <translation>合并表提到的词元“%1”不在词表中。</translation>
    </message>
    <message>
        <source>This tokenizer drops merges by chance (“dropout”), so that the same text gets other tokens each time.</source>
        <translation>此分词器会随机略去合并（“dropout”），同一文本每次得到的词元都不同。</translation>
    </message>
    <message>
        <source>Set “dropout” of the model in tokenizer.json to null.</source>
        <translation>将 tokenizer.json 中模型的“dropout”设为 null。</translation>
    </message>
    <message>
        <source>This tokenizer has byte fallback together with a prefix or suffix of word parts, which Attune cannot read.</source>
        <translation>此分词器同时使用字节回退和词片前缀或后缀，Attune 无法读取。</translation>
    </message>
    <message>
        <source>Choose another model.</source>
        <translation>选择其他模型。</translation>
    </message>
    <message>
        <source>The table of character replacements (precompiled_charsmap) is damaged.</source>
        <translation>字符替换表（precompiled_charsmap）已损坏。</translation>
    </message>
    <message>
        <source>The search for the regular expression “%1” takes too long in a text.</source>
        <translation>在某段文本中查找正则表达式“%1”耗时过长。</translation>
    </message>
    <message>
        <source>Choose a model with another tokenizer, or shorten the text.</source>
        <translation>选择使用其他分词器的模型，或缩短文本。</translation>
    </message>
    <message>
        <source>The regular expression “%1” has a part that Attune cannot read: “%2”, character %3.</source>
        <translation>正则表达式“%1”含有 Attune 无法读取的部分：“%2”，第 %3 个字符。</translation>
    </message>
    <message>
        <source>The file is damaged. Download the model again.</source>
        <translation>文件已损坏。重新下载模型。</translation>
    </message>
    <message>
        <source>This is no sentencepiece model.</source>
        <translation>这不是 sentencepiece 模型。</translation>
    </message>
    <message>
        <source>This sentencepiece model is neither Unigram nor BPE.</source>
        <translation>此 sentencepiece 模型既不是 Unigram 也不是 BPE。</translation>
    </message>
    <message>
        <source>This sentencepiece model puts the mark of a space behind words, which cannot be read.</source>
        <translation>此 sentencepiece 模型将空格标记放在词后，无法读取。</translation>
    </message>
    <message>
        <source>Piece %1 of the sentencepiece model is empty, too long, there twice, or has a wrong score or type.</source>
        <translation>sentencepiece 模型的第 %1 个词片为空、过长、重复，或分数、类型有误。</translation>
    </message>
    <message>
        <source>The sentencepiece model does not have exactly one unknown piece.</source>
        <translation>sentencepiece 模型的未知词片不是恰好一个。</translation>
    </message>
    <message>
        <source>The sentencepiece model has %1 of 256 byte pieces.</source>
        <translation>sentencepiece 模型只有 256 个字节词片中的 %1 个。</translation>
    </message>
    <message>
        <source>A word is not in the vocabulary, and its unknown token “%1” is not there either.</source>
        <translation>某个词不在词表中，而未知词元“%1”也不在其中。</translation>
    </message>
    <message>
        <source>No file names the tokenizer class of this vocabulary; it is read as that of %1.</source>
        <translation>没有文件指明此词表的分词器类；按 %1 的词表读取。</translation>
    </message>
    <message>
        <source>The folder has no tokenizer.json and no vocab.txt, vocab.json with merges.txt, or sentencepiece model.</source>
        <translation>文件夹中没有 tokenizer.json，也没有 vocab.txt、vocab.json 加 merges.txt 或 sentencepiece 模型。</translation>
    </message>
    <message>
        <source>The tokenizer class %1 cannot be read.</source>
        <translation>无法读取分词器类 %1。</translation>
    </message>
    <message>
        <source>The vocabulary has no piece for “%1” and no unknown token.</source>
        <translation>词表中没有“%1”的词片，也没有未知词元。</translation>
    </message>
    <message>
        <source>Choose a model whose tokenizer has an unknown token.</source>
        <translation>选择分词器带有未知词元的模型。</translation>
    </message>
    <message>
        <source>The record is damaged, or of another version of Attune.</source>
        <translation>记录已损坏，或来自另一版本的 Attune。</translation>
    </message>
    <message>
        <source>A message holds control characters.</source>
        <translation>一条消息含有控制字符。</translation>
    </message>
    <message>
        <source>The loss broke away after %1 steps, too few to propose a rate: look at the labels and texts.</source>
        <translation>损失在 %1 步后就失控，步数太少，无法建议学习率：检查标签和文本。</translation>
    </message>
    <message>
        <source>The tokenizer has ids up to %1, the model knows those below %2. Texts with higher ones are refused: take the tokenizer that belongs to the model.</source>
        <translation>分词器的编号最大到 %1，模型只认得小于 %2 的编号。含有更大编号的文本会被拒绝：改用与该模型配套的分词器。</translation>
    </message>
    <message>
        <source>If it is a text, add a first row with the name of the column, for example text.</source>
        <translation>如果它是文本，在最前面加一行列名，例如 text。</translation>
    </message>
    <message>
        <source>Columns read: texts from “%1”, second texts from “%2”, labels from “%3”.</source>
        <translation>读取的列：文本取自“%1”，第二文本取自“%2”，标签取自“%3”。</translation>
    </message>
    <message>
        <source>Columns read: texts from “%1”, second texts from “%2”.</source>
        <translation>读取的列：文本取自“%1”，第二文本取自“%2”。</translation>
    </message>
    <message>
        <source>Columns read: texts from “%1”, labels from “%2”.</source>
        <translation>读取的列：文本取自“%1”，标签取自“%2”。</translation>
    </message>
    <message>
        <source>Column read: texts from “%1”.</source>
        <translation>读取的列：文本取自“%1”。</translation>
    </message>
    <message>
        <source>There is no column “%1”, which the model was trained on, and which one holds the texts is not clear. Columns found: %2.</source>
        <translation>没有训练模型时所用的列“%1”，也无法判断哪一列是文本。找到的列：%2。</translation>
    </message>
    <message>
        <source>There is no column “%1”, which the model was trained on, and which one holds the labels is not clear. Columns found: %2.</source>
        <translation>没有训练模型时所用的列“%1”，也无法判断哪一列是标签。找到的列：%2。</translation>
    </message>
    <message>
        <source>There is no column “%1”, which the model was trained on: the texts are read from “%2”.</source>
        <translation>没有训练模型时所用的列“%1”：文本取自“%2”。</translation>
    </message>
    <message>
        <source>If “%1” is a text itself, add a first row with the name of the column: that row is not answered.</source>
        <translation>如果“%1”本身就是文本，在最前面加一行列名：现在这一行没有被预测。</translation>
    </message>
    <message>
        <source>If that is wrong, name the column: --text COLUMN.</source>
        <translation>如果不对，指定列名：--text 列名。</translation>
    </message>
    <message>
        <source>There is no column “%1”, which the model was trained on: the labels are read from “%2”.</source>
        <translation>没有训练模型时所用的列“%1”：标签取自“%2”。</translation>
    </message>
    <message>
        <source>If that is wrong, name the column: --label COLUMN.</source>
        <translation>如果不对，指定列名：--label 列名。</translation>
    </message>
    <message>
        <source>Check that the right column is read, or leave these rows out.</source>
        <translation>检查读取的列是否正确，或去掉这些行。</translation>
    </message>
    <message>
        <source>The number of cells is %1 instead of %2.</source>
        <translation>该行有 %1 个单元格，应为 %2 个。</translation>
    </message>
    <message>
        <source>%1 blank line was passed over.</source>
        <translation>跳过了 %1 个空行。</translation>
    </message>
    <message>
        <source>%1 row has empty cells after the last column.</source>
        <translation>%1 行在最后一列之后有空单元格。</translation>
    </message>
    <message>
        <source>This is no table of text: it seems to be a spreadsheet, another Office document or an archive (%1).</source>
        <translation>这不是文本表格：看起来是电子表格、其他 Office 文档或压缩包（%1）。</translation>
    </message>
    <message>
        <source>In the spreadsheet program, save the table as CSV with UTF-8; unpack an archive.</source>
        <translation>在电子表格程序中把表格另存为 UTF-8 的 CSV；压缩包则先解压。</translation>
    </message>
    <message>
        <source>This is no table of text: it seems to be compressed with %1.</source>
        <translation>这不是文本表格：看起来是用 %1 压缩的。</translation>
    </message>
    <message>
        <source>Unpack it, and give the file that was in it.</source>
        <translation>先解压，再提供其中的文件。</translation>
    </message>
    <message>
        <source>This is no table of text: it seems to be data of the format %1.</source>
        <translation>这不是文本表格：看起来是 %1 格式的数据。</translation>
    </message>
    <message>
        <source>Write it as CSV first, for example in Python: pandas.read_parquet(FILE).to_csv(&quot;table.csv&quot;, index=False).</source>
        <translation>先转成 CSV，例如在 Python 中：pandas.read_parquet(文件).to_csv(&quot;table.csv&quot;, index=False)。</translation>
    </message>
    <message>
        <source>This is no table of text: it seems to be a document of the format %1.</source>
        <translation>这不是文本表格：看起来是 %1 格式的文档。</translation>
    </message>
    <message>
        <source>Write its texts into a csv, tsv or jsonl file.</source>
        <translation>把其中的文本写进 csv、tsv 或 jsonl 文件。</translation>
    </message>
    <message>
        <source>This is no table of text: it seems to be an image, a sound or a video of the format %1.</source>
        <translation>这不是文本表格：看起来是 %1 格式的图片、音频或视频。</translation>
    </message>
    <message>
        <source>Give a csv, tsv or jsonl file.</source>
        <translation>提供 csv、tsv 或 jsonl 文件。</translation>
    </message>
    <message>
        <source>This is no table of text: it seems to be a program (%1).</source>
        <translation>这不是文本表格：看起来是程序（%1）。</translation>
    </message>
    <message>
        <source>This is no table of text: it is full of control characters.</source>
        <translation>这不是文本表格：里面满是控制字符。</translation>
    </message>
    <message>
        <source>Give a csv, tsv or jsonl file; if it is one, set its encoding by hand.</source>
        <translation>提供 csv、tsv 或 jsonl 文件；如果确实是，手动设置编码。</translation>
    </message>
    <message>
        <source>White space around %1 label was taken away.</source>
        <translation>去掉了 %1 个标签两侧的空白。</translation>
    </message>
    <message>
        <source>%1 text holds NUL bytes, in line %2.</source>
        <translation>%1 条文本含有 NUL 字节，在第 %2 行。</translation>
    </message>
    <message>
        <source>Left out: %1 of %2 rows; the first, line %3: %4</source>
        <translation>%2 行中有 %1 行被略去；第一处在第 %3 行：%4</translation>
    </message>
    <message>
        <source>Left out: %1 of %2 rows; the first: %3</source>
        <translation>%2 行中有 %1 行被略去；第一处：%3</translation>
    </message>
    <message>
        <source>%1 row was left out because its label is not in the training data: %2 (line %3).</source>
        <translation>%1 行被略去，因为它的标签不在训练数据中：%2（第 %3 行）。</translation>
    </message>
    <message>
        <source>%1 column has no name and was named “column”.</source>
        <translation>%1 列没有名称，已命名为“column”。</translation>
    </message>
    <message>
        <source>Columns found: %1. Name the right one by %2 in the recipe (on the command line: --set %2=COLUMN).</source>
        <translation>找到的列：%1。在配方中用 %2 指定正确的列（命令行：--set %2=列名）。</translation>
    </message>
    <message>
        <source>Columns found: %1. If “%2” is meant, name it by %3 in the recipe (on the command line: --set %3=%2).</source>
        <translation>找到的列：%1。如果指的是“%2”，在配方中用 %3 指定（命令行：--set %3=%2）。</translation>
    </message>
    <message>
        <source>The folder “%1” is not there either: paths of a recipe start from its folder, those of the command line from the current one.</source>
        <translation>文件夹“%1”也不存在：配方里的路径从配方所在的文件夹算起，命令行的路径从当前文件夹算起。</translation>
    </message>
    <message>
        <source>Paths of a recipe start from its folder, those of the command line from the current one.</source>
        <translation>配方里的路径从配方所在的文件夹算起，命令行的路径从当前文件夹算起。</translation>
    </message>
    <message>
        <source>Give data.validation, or a data.validation_split above 0.</source>
        <translation>设置 data.validation，或把 data.validation_split 设为大于 0。</translation>
    </message>
    <message>
        <source>There is neither a validation nor a test part: nothing is measured, and the last state becomes the model.</source>
        <translation>既没有验证集也没有测试集：不做任何评估，最后的状态就是得到的模型。</translation>
    </message>
    <message>
        <source>There is no validation part: nothing is measured while training, and the last state becomes the model.</source>
        <translation>没有验证集：训练期间不做评估，最后的状态就是得到的模型。</translation>
    </message>
    <message>
        <source>The warm-up of %1 steps is as long as the whole run of %2: the learning rate only grows and never stays at its value.</source>
        <translation>预热有 %1 步，不短于整个运行的 %2 步：学习率一直在上升，不会停在设定值。</translation>
    </message>
    <message>
        <source>Give a share of the run, such as 0.1, or fewer steps.</source>
        <translation>给出占整个运行的比例，例如 0.1，或减少步数。</translation>
    </message>
    <message>
        <source>The run that was here is now in “%1”.</source>
        <translation>原来在这里的运行已移到“%1”。</translation>
    </message>
    <message>
        <source>%1 text was left out, because the model does not know its label: %2.</source>
        <translation>%1 条文本被略去，因为模型不认识它的标签：%2。</translation>
    </message>
    <message>
        <source>The run is not finished, so it has no model yet.</source>
        <translation>运行尚未完成，还没有模型。</translation>
    </message>
    <message>
        <source>Wait for its end.</source>
        <translation>等它结束。</translation>
    </message>
    <message>
        <source>This is a file; a model is a folder.</source>
        <translation>这是文件；模型是一个文件夹。</translation>
    </message>
    <message>
        <source>The file is there already, and these are no earlier answers.</source>
        <translation>文件已存在，而且里面不是先前的预测。</translation>
    </message>
    <message>
        <source>Name another file, or give --overwrite.</source>
        <translation>换一个文件名，或加上 --overwrite。</translation>
    </message>
    <message>
        <source>Empty or missing texts: %1 of %2 (lines %3). Their answers mean nothing.</source>
        <translation>为空或缺失的文本：%2 条中有 %1 条（第 %3 行）。它们的预测没有意义。</translation>
    </message>
    <message>
        <source>Empty or missing texts: %1 of %2. Their answers mean nothing.</source>
        <translation>为空或缺失的文本：%2 条中有 %1 条。它们的预测没有意义。</translation>
    </message>
    <message>
        <source>%1 text was cut at %2 tokens.</source>
        <translation>%1 条文本在 %2 个词元处被截断。</translation>
    </message>
    <message>
        <source>Name a text file; each of its lines is a text.</source>
        <translation>指定一个文本文件，每行是一条文本。</translation>
    </message>
    <message>
        <source>Less memory is free than when the run began: about %1 GB are needed, and %2 GB are free. The batches are computed as before, so that the results stay the same bit for bit.</source>
        <translation>可用内存比运行开始时少：大约需要 %1 GB，可用 %2 GB。批次仍照原样计算，使结果逐位相同。</translation>
    </message>
    <message>
        <source>Much less memory is free than when the run began: about %1 GB would be needed, and %2 GB are free. Batches of more than %3 tokens are computed in parts: from here on the results differ by rounding from those of a run that was never stopped.</source>
        <translation>可用内存比运行开始时少得多：大约需要 %1 GB，可用 %2 GB。超过 %3 个词元的批次将分几部分计算：从这里起，结果与从未中断的运行有舍入上的差别。</translation>
    </message>
    <message>
        <source>Go on with it first by “attune-cli train %1 --resume”.</source>
        <translation>先用“attune-cli train %1 --resume”继续运行。</translation>
    </message>
    <message>
        <source>Texts given: %1; second texts given: %2.</source>
        <translation>给出了 %1 条文本和 %2 条第二文本。</translation>
    </message>
    <message>
        <source>%1 file is not UTF-8; it was read as %2.</source>
        <translation>%1 个文件不是 UTF-8，按 %2 读取。</translation>
    </message>
    <message>
        <source>%1 file has bytes that were read as U+FFFD: %2.</source>
        <translation>%1 个文件含有被读作 U+FFFD 的字节：%2。</translation>
    </message>
    <message>
        <source>%1 tensor of the model has another shape and begins anew: “%2”.</source>
        <translation>模型有 %1 个张量形状不同，重新初始化：“%2”。</translation>
    </message>
    <message>
        <source>%1 tensor is not in the model&apos;s file and begins anew: %2.</source>
        <translation>模型文件中缺少 %1 个张量，重新初始化：%2。</translation>
    </message>
    <message>
        <source>%1 tensor of the model&apos;s file is not used: %2.</source>
        <translation>模型文件中有 %1 个张量未使用：%2。</translation>
    </message>
    <message>
        <source>“%1” has no parameters.</source>
        <translation>“%1”没有参数。</translation>
    </message>
    <message>
        <source>This part is a list of rules.</source>
        <translation>这一部分是规则的列表。</translation>
    </message>
    <message>
        <source>This is no rule.</source>
        <translation>这不是一条规则。</translation>
    </message>
    <message>
        <source>The model was trained on texts cleaned by other rules: %1.</source>
        <translation>训练这个模型时，文本是用别的规则清洗的：%1。</translation>
    </message>
    <message>
        <source>Give the recipe the same “clean” unless you mean to change it.</source>
        <translation>除非有意改变，否则在配方里写上同样的“clean”。</translation>
    </message>
    <message>
        <source>Cleaning rule %1 (“%2”) changed %3 of %4 texts.</source>
        <translation>清洗规则 %1（“%2”）改动了 %4 条文本中的 %3 条。</translation>
    </message>
    <message>
        <source>Simplify the pattern.</source>
        <translation>简化这个正则表达式。</translation>
    </message>
    <message>
        <source>Look at them by “attune-cli clean”, and drop the rule that takes everything away.</source>
        <translation>用“attune-cli clean”查看这些文本，去掉把内容全部删除的那条规则。</translation>
    </message>
    <message>
        <source>The library ICU lacks its data: %1.</source>
        <translation>ICU 库缺少数据：%1。</translation>
    </message>
    <message>
        <source>Install Attune again.</source>
        <translation>重新安装 Attune。</translation>
    </message>
    <message>
        <source>Characters</source>
        <translation>字形</translation>
    </message>
    <message>
        <source>simplified is nearly always right; traditional has to choose among several characters, by known phrases.</source>
        <translation>转成简体（simplified）几乎总是对的；转成繁体（traditional）要按已知词组在几个字里选一个。</translation>
    </message>
    <message>
        <source>Traditional and simplified Chinese</source>
        <translation>繁体与简体中文</translation>
    </message>
    <message>
        <source>Writes Chinese in one set of characters. Words stay those of their region.</source>
        <translation>把中文统一成一种字形；各地的用词不变。</translation>
    </message>
    <message>
        <source>There is no cleaning operator “%1”.</source>
        <translation>没有名为“%1”的清洗算子。</translation>
    </message>
    <message>
        <source>There are more than %1 rules.</source>
        <translation>规则多于 %1 条。</translation>
    </message>
    <message>
        <source>Leave some out.</source>
        <translation>去掉几条。</translation>
    </message>
    <message>
        <source>Use the version of Attune that trained the model, or a later one.</source>
        <translation>使用训练该模型的 Attune 版本或更新的版本。</translation>
    </message>
    <message>
        <source>The cleaning rules are no list.</source>
        <translation>清洗规则不是一个列表。</translation>
    </message>
    <message>
        <source>Copy the model folder again.</source>
        <translation>重新复制模型文件夹。</translation>
    </message>
    <message>
        <source>This version of Attune does not know the cleaning operator “%1”.</source>
        <translation>这个版本的 Attune 不认识清洗算子“%1”。</translation>
    </message>
    <message>
        <source>The cleaning operator “%1” is of a later version of Attune.</source>
        <translation>清洗算子“%1”来自更新版本的 Attune。</translation>
    </message>
    <message>
        <source>They are no object.</source>
        <translation>这不是一个对象。</translation>
    </message>
    <message>
        <source>“%1” has no value that this version knows.</source>
        <translation>“%1”的值是这个版本不认识的。</translation>
    </message>
    <message>
        <source>Emoji become</source>
        <translation>表情符号变成</translation>
    </message>
    <message>
        <source>words: their names, without tones of skin. remove: nothing.</source>
        <translation>写成词（words）：名称，不含肤色；移除（remove）：删除。</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Of the names.</source>
        <translation>名称所用的语言。</translation>
    </message>
    <message>
        <source>Emoji</source>
        <translation>表情符号</translation>
    </message>
    <message>
        <source>Writes emoji as words or takes them away. Many tokenizers know few of them, though they often carry the mood.</source>
        <translation>把表情符号写成文字，或者删除。许多分词器认得的表情符号很少，而情绪往往就在其中。</translation>
    </message>
    <message>
        <source>HTML to text</source>
        <translation>HTML 转纯文本</translation>
    </message>
    <message>
        <source>Takes tags, comments, scripts and styles away, makes line breaks of paragraphs, list items and the like, and reads &amp;amp; and its kind. Links keep their text. What is no tag of HTML, such as “&lt;url&gt;”, stays.</source>
        <translation>去掉标签、注释、脚本和样式，段落、列表项等变成换行，&amp;amp; 之类的实体还原成字符。链接保留文字。不是 HTML 标签的内容（如“&lt;url&gt;”）保持不变。</translation>
    </message>
    <message>
        <source>Invisible characters</source>
        <translation>不可见字符</translation>
    </message>
    <message>
        <source>Takes control characters, zero-width spaces, marks of direction, byte-order marks and soft hyphens away. Joiners stay inside emoji and where a script needs them.</source>
        <translation>去掉控制字符、零宽空格、方向标记、字节顺序标记和软连字符。表情符号内部以及文字本身需要的连接符保留。</translation>
    </message>
    <message>
        <source>Runs become one</source>
        <translation>合并连续空白</translation>
    </message>
    <message>
        <source>Several spaces become one space, with a line break among them one line break.</source>
        <translation>连续的空白变成一个空格；其中有换行时变成一个换行。</translation>
    </message>
    <message>
        <source>Trim</source>
        <translation>去掉首尾空白</translation>
    </message>
    <message>
        <source>Takes white space at both ends of the text away.</source>
        <translation>去掉文本开头和结尾的空白。</translation>
    </message>
    <message>
        <source>Line breaks</source>
        <translation>换行</translation>
    </message>
    <message>
        <source>Line breaks stay (keep), or become spaces (join).</source>
        <translation>保留换行（keep），或者变成空格（join）。</translation>
    </message>
    <message>
        <source>White space</source>
        <translation>空白</translation>
    </message>
    <message>
        <source>Turns all kinds of spaces, such as tabs, no-break and ideographic ones, into plain spaces.</source>
        <translation>把制表符、不换行空格、全角空格等各种空白变成普通空格。</translation>
    </message>
    <message>
        <source>Look-alike letters</source>
        <translation>形近字母</translation>
    </message>
    <message>
        <source>In words that mix Latin with Cyrillic, Greek or Armenian letters, such as раypal, the fewer ones become those that they look like, if all of them have one.</source>
        <translation>单词里混有拉丁字母和西里尔、希腊或亚美尼亚字母时（如 раypal），较少的一方若全都有形近的字母，就换成对方的字母。</translation>
    </message>
    <message>
        <source>Markdown to text</source>
        <translation>Markdown 转纯文本</translation>
    </message>
    <message>
        <source>Takes the marks of headings, lists, quotes, emphasis, code, tables and links away. Links and images keep their text. Numbers of lists stay.</source>
        <translation>去掉标题、列表、引用、强调、代码、表格和链接的标记。链接和图片保留文字，列表的编号保留。</translation>
    </message>
    <message>
        <source>The placeholder is longer than 100 bytes.</source>
        <translation>占位词超过 100 字节。</translation>
    </message>
    <message>
        <source>Choose a short word, such as &lt;url&gt;.</source>
        <translation>换成短一些的词，例如 &lt;url&gt;。</translation>
    </message>
    <message>
        <source>The placeholder “%1” would be replaced in turn, again and again.</source>
        <translation>占位词“%1”本身又会被反复替换。</translation>
    </message>
    <message>
        <source>Choose a word that is no address, name or number.</source>
        <translation>选一个不是地址、用户名或数字的词。</translation>
    </message>
    <message>
        <source>Web addresses</source>
        <translation>网址</translation>
    </message>
    <message>
        <source>What begins with http://, https://, ftp:// or www.</source>
        <translation>以 http://、https://、ftp:// 或 www. 开头的内容。</translation>
    </message>
    <message>
        <source>Word for web addresses</source>
        <translation>代替网址的词</translation>
    </message>
    <message>
        <source>Stands in their place. Empty: they are taken away.</source>
        <translation>写在原来的位置；留空则直接删除。</translation>
    </message>
    <message>
        <source>E-mail addresses</source>
        <translation>电子邮箱</translation>
    </message>
    <message>
        <source>What is of the form name@host.org.</source>
        <translation>形如 name@host.org 的内容。</translation>
    </message>
    <message>
        <source>Word for e-mail addresses</source>
        <translation>代替电子邮箱的词</translation>
    </message>
    <message>
        <source>User names</source>
        <translation>用户名</translation>
    </message>
    <message>
        <source>What begins with @, as in social media. Chinese names have to end at a space or a colon.</source>
        <translation>社交媒体中以 @ 开头的名字。中文名字后面要有空格或冒号。</translation>
    </message>
    <message>
        <source>Word for user names</source>
        <translation>代替用户名的词</translation>
    </message>
    <message>
        <source>Numbers</source>
        <translation>数字</translation>
    </message>
    <message>
        <source>Digits with points and commas among them. 3rd and B2B stay.</source>
        <translation>数字，可以含小数点和逗号。3rd、B2B 不变。</translation>
    </message>
    <message>
        <source>Word for numbers</source>
        <translation>代替数字的词</translation>
    </message>
    <message>
        <source>Puts one word in the place of every address, user name or number: which one it is seldom matters, that there is one often does.</source>
        <translation>用一个词代替每个地址、用户名或数字：具体是哪一个很少重要，有没有往往重要。</translation>
    </message>
    <message>
        <source>Repair broken encoding</source>
        <translation>修复乱码</translation>
    </message>
    <message>
        <source>Repairs lines that were read in the wrong encoding, such as cafÃ© or donâ€™t, where the repair is sure. Put it first.</source>
        <translation>修复以错误编码读入的行（如 cafÃ©、donâ€™t），只在确定无误时修复。放在第一条。</translation>
    </message>
    <message>
        <source>Letters in a row</source>
        <translation>连续的相同字母</translation>
    </message>
    <message>
        <source>The most equal letters in a row: 3 makes sooo of soooooo. 0: any number.</source>
        <translation>最多保留几个连续的相同字母：3 会把 soooooo 变成 sooo。0：不限。</translation>
    </message>
    <message>
        <source>Signs in a row</source>
        <translation>连续的相同符号</translation>
    </message>
    <message>
        <source>The most equal punctuation marks, signs or emoji in a row. 0: any number.</source>
        <translation>最多保留几个连续的相同标点、符号或表情。0：不限。</translation>
    </message>
    <message>
        <source>Repeated characters</source>
        <translation>重复字符</translation>
    </message>
    <message>
        <source>Shortens runs of the same letter or sign. Digits stay.</source>
        <translation>缩短连续的相同字母或符号。数字不变。</translation>
    </message>
    <message>
        <source>“%1” is no group of the pattern.</source>
        <translation>“%1”不是正则表达式里的分组。</translation>
    </message>
    <message>
        <source>The pattern has %1 groups. Write \$ for a dollar sign.</source>
        <translation>表达式有 %1 个分组。美元符号写成 \$。</translation>
    </message>
    <message>
        <source>The pattern is longer than %1 bytes.</source>
        <translation>正则表达式超过 %1 字节。</translation>
    </message>
    <message>
        <source>Give a regular expression, such as \bcolou?r\b.</source>
        <translation>填写一个正则表达式，例如 \bcolou?r\b。</translation>
    </message>
    <message>
        <source>Check its brackets; \ takes the meaning away from a sign.</source>
        <translation>检查括号；\ 会取消符号的特殊含义。</translation>
    </message>
    <message>
        <source>Pattern</source>
        <translation>正则表达式</translation>
    </message>
    <message>
        <source>A regular expression of ICU, as in Java: \d+ for digits, \b for the edge of a word.</source>
        <translation>ICU 的正则表达式，写法与 Java 相同：\d+ 表示数字，\b 表示单词边界。</translation>
    </message>
    <message>
        <source>Replaced with</source>
        <translation>替换为</translation>
    </message>
    <message>
        <source>$1 is the first group of the pattern, $0 all of the match.</source>
        <translation>$1 是第一个分组，$0 是匹配到的全部内容。</translation>
    </message>
    <message>
        <source>Ignore case</source>
        <translation>不分大小写</translation>
    </message>
    <message>
        <source>a finds A too.</source>
        <translation>a 也匹配 A。</translation>
    </message>
    <message>
        <source>Replace by pattern</source>
        <translation>按正则表达式替换</translation>
    </message>
    <message>
        <source>Replaces every match of a regular expression. A text for which the search takes too long stays as it is and is counted.</source>
        <translation>替换正则表达式匹配到的每一处。查找耗时过长的文本保持原样，并计数。</translation>
    </message>
    <message>
        <source>No stop words are given.</source>
        <translation>没有给出停用词。</translation>
    </message>
    <message>
        <source>Give a language, or a list of words.</source>
        <translation>指定一种语言，或者给出词表。</translation>
    </message>
    <message>
        <source>“%1” is no word that could stand in a text.</source>
        <translation>“%1”不是文本里会出现的词。</translation>
    </message>
    <message>
        <source>Give words, or a few words in a row, without punctuation around them.</source>
        <translation>写单词，或者连续的几个词，前后不带标点。</translation>
    </message>
    <message>
        <source>Whose list is used (ISO 639 code). none: only your own words.</source>
        <translation>使用哪种语言的词表（ISO 639 代码）。无（none）：只用自己的词。</translation>
    </message>
    <message>
        <source>Your own words</source>
        <translation>自己的词</translation>
    </message>
    <message>
        <source>Taken away as well; several words in a row may be one entry.</source>
        <translation>也会删除；一项可以是连续的几个词。</translation>
    </message>
    <message>
        <source>Words that stay</source>
        <translation>保留的词</translation>
    </message>
    <message>
        <source>Though they are in the list, such as not and no, which turn the meaning round.</source>
        <translation>虽在词表里也保留，例如会使意思相反的 not、no。</translation>
    </message>
    <message>
        <source>Stop words</source>
        <translation>停用词</translation>
    </message>
    <message>
        <source>Takes frequent words away. Pretrained models read whole sentences and seldom gain by it.</source>
        <translation>删除常见词。预训练模型读的是完整句子，很少因此受益。</translation>
    </message>
    <message>
        <source>Form</source>
        <translation>形式</translation>
    </message>
    <message>
        <source>NFC joins letters and their accents, NFD parts them. NFKC and NFKD also turn variants such as ﬁ, ①, ｶ and Ａ into plain letters.</source>
        <translation>NFC 把字母和附加符号合在一起，NFD 把它们分开。NFKC 和 NFKD 还会把 ﬁ、①、ｶ、Ａ 之类的变体换成普通字符。</translation>
    </message>
    <message>
        <source>Unicode form</source>
        <translation>Unicode 规范化</translation>
    </message>
    <message>
        <source>Writes characters that can be written in several ways in one way.</source>
        <translation>把有几种编码方式的字符统一成一种。</translation>
    </message>
    <message>
        <source>Case</source>
        <translation>大小写</translation>
    </message>
    <message>
        <source>fold is lower case for comparing: ß becomes ss.</source>
        <translation>折叠（fold）是用于比较的小写：ß 变成 ss。</translation>
    </message>
    <message>
        <source>For the rules of one language: tr or az (I without a dot), lt, el, nl. Most need none.</source>
        <translation>按某种语言的规则：tr 或 az（无点的 I）、lt、el、nl。多数情况不用填。</translation>
    </message>
    <message>
        <source>Upper and lower case</source>
        <translation>统一大小写</translation>
    </message>
    <message>
        <source>Writes all letters in one case. Of no use for models whose tokenizer does it already.</source>
        <translation>把所有字母写成同一种大小写。分词器本身会转换大小写的模型用不着。</translation>
    </message>
    <message>
        <source>Letters and digits</source>
        <translation>字母和数字</translation>
    </message>
    <message>
        <source>half: Ａ１ become A1. full: the other way round.</source>
        <translation>半角（half）：Ａ１ 变成 A1；全角（full）：反过来。</translation>
    </message>
    <message>
        <source>Punctuation too</source>
        <translation>包括标点</translation>
    </message>
    <message>
        <source>Also ，！？ and the space; to half width 。、【】 as well. Off, Chinese texts keep their punctuation.</source>
        <translation>也转换 ，！？ 和空格；转半角时还包括 。、【】。关闭时中文标点保持不变。</translation>
    </message>
    <message>
        <source>Kana and Hangul in full width</source>
        <translation>假名和谚文用全角</translation>
    </message>
    <message>
        <source>Half-width katakana and Hangul get their usual width: ｶﾞ becomes ガ.</source>
        <translation>半角片假名和谚文变成通常的全角：ｶﾞ 变成 ガ。</translation>
    </message>
    <message>
        <source>Full width and half width</source>
        <translation>全角与半角</translation>
    </message>
    <message>
        <source>Writes the wide letters and digits of Chinese and Japanese texts as plain ones, or the other way round.</source>
        <translation>把中日文文本里的全角字母和数字写成普通的半角，或者反过来。</translation>
    </message>
    <message>
        <source>Texts for which cleaning rule %1 (“%2”) takes too long, and which it left as they were: %3.</source>
        <translation>清洗规则 %1（“%2”）对有些文本耗时过长，这些文本保持原样：%3 条。</translation>
    </message>
    <message>
        <source>Texts that cleaning leaves empty: %1.</source>
        <translation>清洗后变空的文本：%1 条。</translation>
    </message>
    <message>
        <source>There is no augmentation operator “%1”.</source>
        <translation>没有名为“%1”的增强算子。</translation>
    </message>
    <message>
        <source>Copies</source>
        <translation>副本数</translation>
    </message>
    <message>
        <source>Balance the labels</source>
        <translation>平衡标签</translation>
    </message>
    <message>
        <source>More copies for labels with few texts, up to this share of the texts of the most frequent label: 0 for none, 1 for equal numbers.</source>
        <translation>为文本少的标签增加副本，直到达到最多的标签文本数的这一比例：0 表示不增加，1 表示数量相等。</translation>
    </message>
    <message>
        <source>Most copies of a text</source>
        <translation>每条文本的副本上限</translation>
    </message>
    <message>
        <source>Balancing stops there: too many copies of few texts teach these texts by heart.</source>
        <translation>平衡到此为止：少量文本的副本过多，模型会把它们背下来。</translation>
    </message>
    <message>
        <source>Protected words</source>
        <translation>受保护的词</translation>
    </message>
    <message>
        <source>Words that no operator may change, because they carry the label. Several words in a row may be one entry.</source>
        <translation>任何算子都不得改动的词，因为标签由它们决定。连续几个词也可以作为一项。</translation>
    </message>
    <message>
        <source>Keep the texts</source>
        <translation>保留文本</translation>
    </message>
    <message>
        <source>Writes all texts that are trained on to trained_on.csv in the run folder.</source>
        <translation>把实际用于训练的全部文本写入运行文件夹的 trained_on.csv。</translation>
    </message>
    <message>
        <source>“%1” needs a model, and there is none.</source>
        <translation>“%1”需要一个模型，但没有提供。</translation>
    </message>
    <message>
        <source>Leave it out.</source>
        <translation>去掉它。</translation>
    </message>
    <message>
        <source>Share of the Chinese characters that are replaced; one at least.</source>
        <translation>被替换的汉字所占比例，至少一个。</translation>
    </message>
    <message>
        <source>List of characters</source>
        <translation>字表</translation>
    </message>
    <message>
        <source>UTF-8; characters that may stand for each other in one line, with tabs, commas or spaces between. Left out: the built-in table.</source>
        <translation>UTF-8 编码；可以互换的字写在同一行，用制表符、逗号或空格隔开。不填则使用内置字表。</translation>
    </message>
    <message>
        <source>Tone</source>
        <translation>声调</translation>
    </message>
    <message>
        <source>same: pinyin and tone are equal. any: the tone may differ.</source>
        <translation>同调（same）：拼音和声调都相同。任意（any）：声调可以不同。</translation>
    </message>
    <message>
        <source>Chinese sound-alikes</source>
        <translation>汉字同音替换</translation>
    </message>
    <message>
        <source>Replaces characters by others that are read the same, the usual mistake of typing by pinyin. Simplified Chinese.</source>
        <translation>把字换成读音相同的字，即拼音输入常见的错误。适用于简体中文。</translation>
    </message>
    <message>
        <source>Chinese look-alikes</source>
        <translation>汉字形近替换</translation>
    </message>
    <message>
        <source>Replaces characters by others of a similar shape, as text recognition and the eye mistake them.</source>
        <translation>把字换成字形相近的字，即文字识别和肉眼容易看错的字。</translation>
    </message>
    <message>
        <source>Shortest word</source>
        <translation>最短的词</translation>
    </message>
    <message>
        <source>Words with fewer letters stay as they are.</source>
        <translation>字母更少的词保持不变。</translation>
    </message>
    <message>
        <source>letters</source>
        <translation>个字母</translation>
    </message>
    <message>
        <source>Share of the words that get one mistake; one at least.</source>
        <translation>出现一处错误的词所占比例，至少一个。</translation>
    </message>
    <message>
        <source>Keyboard</source>
        <translation>键盘</translation>
    </message>
    <message>
        <source>Of which language (ISO 639 code).</source>
        <translation>键盘的语言（ISO 639 代码）。</translation>
    </message>
    <message>
        <source>Typing mistakes</source>
        <translation>键入错误</translation>
    </message>
    <message>
        <source>Hits a key beside the right one. For languages that are typed letter by letter; for Chinese see sound-alike.</source>
        <translation>误按相邻的键。适用于逐个字母输入的语言；中文参见 sound-alike。</translation>
    </message>
    <message>
        <source>List of mistakes</source>
        <translation>错误表</translation>
    </message>
    <message>
        <source>UTF-8; a line has the right word and then wrong ones, with tabs or commas between. Words that are not in it get the usual mistakes.</source>
        <translation>UTF-8 编码；每行先写正确的词，再写错误的写法，用制表符或逗号隔开。表中没有的词按常见错误处理。</translation>
    </message>
    <message>
        <source>Spelling mistakes</source>
        <translation>拼写错误</translation>
    </message>
    <message>
        <source>Letters that change places, are lost or come twice, in any script; or mistakes of your own list.</source>
        <translation>字母换位、遗漏或重复，适用于任何文字；也可以用自己的错误表。</translation>
    </message>
    <message>
        <source>Reading mistakes</source>
        <translation>识别错误</translation>
    </message>
    <message>
        <source>Takes letters and digits for others that look alike in print, as text recognition does. For Chinese see look-alike.</source>
        <translation>把字母和数字认作印刷体中相似的另一个，如同文字识别出错。中文参见 look-alike。</translation>
    </message>
    <message>
        <source>Rate</source>
        <translation>比例</translation>
    </message>
    <message>
        <source>Share of the words that move; two at least.</source>
        <translation>移动的词所占比例，至少两个。</translation>
    </message>
    <message>
        <source>Distance</source>
        <translation>距离</translation>
    </message>
    <message>
        <source>How far words may move. 1: only neighbours change places.</source>
        <translation>词最多移动多远。1：只有相邻的词互换。</translation>
    </message>
    <message>
        <source>words</source>
        <translation>个词</translation>
    </message>
    <message>
        <source>Swap words</source>
        <translation>交换词语</translation>
    </message>
    <message>
        <source>Lets words change places with others nearby. Punctuation stays where it is.</source>
        <translation>让词与附近的词互换位置。标点位置不变。</translation>
    </message>
    <message>
        <source>Share of the words that go; one at least, never all.</source>
        <translation>删除的词所占比例，至少一个，不会全部删除。</translation>
    </message>
    <message>
        <source>Delete words</source>
        <translation>删除词语</translation>
    </message>
    <message>
        <source>Takes words out at random. Protect the words that carry the label, such as “not”.</source>
        <translation>随机删除词语。决定标签的词（如“不”）应加以保护。</translation>
    </message>
    <message>
        <source>Words put in, as a share of those that are there; one at least.</source>
        <translation>插入的词数占原有词数的比例，至少一个。</translation>
    </message>
    <message>
        <source>Words from</source>
        <translation>词语来源</translation>
    </message>
    <message>
        <source>Insert words</source>
        <translation>插入词语</translation>
    </message>
    <message>
        <source>Puts words in at random places.</source>
        <translation>在随机位置插入词语。</translation>
    </message>
    <message>
        <source>Share of the sentences that move; two at least.</source>
        <translation>移动的句子所占比例，至少两句。</translation>
    </message>
    <message>
        <source>Shuffle sentences</source>
        <translation>打乱句序</translation>
    </message>
    <message>
        <source>Puts the sentences in another order. Texts of one sentence stay as they are.</source>
        <translation>改变句子的先后顺序。只有一句的文本保持不变。</translation>
    </message>
    <message>
        <source>What is taken</source>
        <translation>取用内容</translation>
    </message>
    <message>
        <source>sentence: one of the other text&apos;s sentences. text: all of it; mind data.max_length.</source>
        <translation>句子（sentence）：另一条文本中的一句。文本（text）：整条文本；注意 data.max_length。</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>Before the text, after it, or either at random.</source>
        <translation>放在文本之前、之后，或随机选择。</translation>
    </message>
    <message>
        <source>Mix texts of one label</source>
        <translation>混合同标签文本</translation>
    </message>
    <message>
        <source>Adds something of another training text with the same label.</source>
        <translation>加入同一标签的另一条训练文本的内容。</translation>
    </message>
    <message>
        <source>No words are given.</source>
        <translation>没有给出词语。</translation>
    </message>
    <message>
        <source>Give a list, such as [&quot;[MASK]&quot;].</source>
        <translation>给出一个列表，例如 [&quot;[MASK]&quot;]。</translation>
    </message>
    <message>
        <source>Words</source>
        <translation>词语</translation>
    </message>
    <message>
        <source>What is put in; one of them at a time. The tokenizer should know them as special words.</source>
        <translation>要插入的词，每次插入其中一个。分词器应把它们当作特殊词。</translation>
    </message>
    <message>
        <source>Words put in, as a share of those that are there; one at least. At the beginning or end it is always one.</source>
        <translation>插入的词数占原有词数的比例，至少一个。放在开头或结尾时始终是一个。</translation>
    </message>
    <message>
        <source>Where they go.</source>
        <translation>插入到哪里。</translation>
    </message>
    <message>
        <source>Add special words</source>
        <translation>加入特殊词</translation>
    </message>
    <message>
        <source>Puts words of your own into the text, so that the model learns to read past them.</source>
        <translation>把自定的词插入文本，让模型学会忽略它们。</translation>
    </message>
    <message>
        <source>Share of the words that are replaced; one at least, as far as they have synonyms.</source>
        <translation>被替换的词所占比例，至少一个，前提是有同义词。</translation>
    </message>
    <message>
        <source>List of synonyms</source>
        <translation>同义词表</translation>
    </message>
    <message>
        <source>UTF-8; words that may stand for each other in one line, with tabs or commas between. Left out: English, from WordNet.</source>
        <translation>UTF-8 编码；可以互换的词写在同一行，用制表符或逗号隔开。不填则使用 WordNet 的英语同义词。</translation>
    </message>
    <message>
        <source>Folder of WordNet</source>
        <translation>WordNet 文件夹</translation>
    </message>
    <message>
        <source>As the Debian package wordnet-base installs it.</source>
        <translation>即 Debian 软件包 wordnet-base 安装的位置。</translation>
    </message>
    <message>
        <source>Synonyms</source>
        <translation>同义词</translation>
    </message>
    <message>
        <source>Replaces words by others of the same meaning. WordNet&apos;s are taken where the part of speech is clear, from the most frequent sense.</source>
        <translation>把词换成意思相同的词。仅在词性明确时，取 WordNet 中最常用义项的同义词。</translation>
    </message>
    <message>
        <source>The list is not UTF-8.</source>
        <translation>该表不是 UTF-8 编码。</translation>
    </message>
    <message>
        <source>Save it as UTF-8.</source>
        <translation>另存为 UTF-8。</translation>
    </message>
    <message>
        <source>No line of the list has two words.</source>
        <translation>表中没有任何一行含有两个词。</translation>
    </message>
    <message>
        <source>Write words that may stand for each other in one line, with tabs or commas between.</source>
        <translation>把可以互换的词写在同一行，用制表符或逗号隔开。</translation>
    </message>
    <message>
        <source>Length of the cut as a share of the words; one word at least, never all.</source>
        <translation>截去的长度占总词数的比例，至少一个词，不会全部截去。</translation>
    </message>
    <message>
        <source>Where words are cut off.</source>
        <translation>从哪里截去。</translation>
    </message>
    <message>
        <source>Cut off words</source>
        <translation>截去片段</translation>
    </message>
    <message>
        <source>Takes one run of words out.</source>
        <translation>去掉连续的一段词语。</translation>
    </message>
    <message>
        <source>Whose list is used (ISO 639 code).</source>
        <translation>使用哪种语言的词表（ISO 639 代码）。</translation>
    </message>
    <message>
        <source>Share of the stop words that go; one at least, never all words.</source>
        <translation>删除的停用词所占比例，至少一个，不会删光所有的词。</translation>
    </message>
    <message>
        <source>Though they are in the list: those that turn the meaning round.</source>
        <translation>虽在表中仍然保留：会使意思相反的词。</translation>
    </message>
    <message>
        <source>Remove stop words</source>
        <translation>删除停用词</translation>
    </message>
    <message>
        <source>Takes some of the frequent words out.</source>
        <translation>去掉一部分高频词。</translation>
    </message>
    <message>
        <source>WordNet is not there: “%1” cannot be read.</source>
        <translation>找不到 WordNet：无法读取“%1”。</translation>
    </message>
    <message>
        <source>Install the Debian package wordnet-base, or give a list of synonyms as “file”.</source>
        <translation>安装 Debian 软件包 wordnet-base，或用“file”给出同义词表。</translation>
    </message>
    <message>
        <source>The file does not list the tokens of a trimmed vocabulary.</source>
        <translation>这个文件没有列出裁剪后的词表。</translation>
    </message>
    <message>
        <source>Delete it: the model works without it.</source>
        <translation>可以删掉它，不影响模型使用。</translation>
    </message>
    <message>
        <source>The vocabulary was trimmed from %1 to %2 tokens; the embeddings are %3 MB instead of %4 MB.</source>
        <translation>词表从 %1 个词元裁剪为 %2 个，词嵌入由 %4 MB 变为 %3 MB。</translation>
    </message>
    <message>
        <source>%1 of %2 texts hold tokens that were dropped (%3 of %4 tokens) and are written otherwise.</source>
        <translation>%2 条文本中有 %1 条含有被去掉的词元（%4 个词元中的 %3 个），将改用其他词元表示。</translation>
    </message>
    <message>
        <source>Vocabulary</source>
        <translation>词表</translation>
    </message>
    <message>
        <source>Which tokens of the pretrained model stay. Without a rule, all do.</source>
        <translation>保留预训练模型的哪些词元。不设规则时全部保留。</translation>
    </message>
    <message>
        <source>What was written does not read back as it was meant.</source>
        <translation>写出的内容读回后与预期不符。</translation>
    </message>
    <message>
        <source>Nothing was put in place. Report this, with the name of the model.</source>
        <translation>没有留下任何文件。欢迎报告此问题，并附上模型名称。</translation>
    </message>
    <message>
        <source>No rule says which tokens stay.</source>
        <translation>没有规定保留哪些词元。</translation>
    </message>
    <message>
        <source>Give --min-count, --coverage or --max-size.</source>
        <translation>加上 --min-count、--coverage 或 --max-size。</translation>
    </message>
    <message>
        <source>No texts say which tokens are needed.</source>
        <translation>没有文本可用来确定需要哪些词元。</translation>
    </message>
    <message>
        <source>Give --corpus FILE.</source>
        <translation>加上 --corpus 文件。</translation>
    </message>
    <message>
        <source>A line is longer than %1 MB.</source>
        <translation>有一行超过 %1 MB。</translation>
    </message>
    <message>
        <source>%1 tokens must stay: special ones, those that spell unknown characters, and your own words.</source>
        <translation>必须保留 %1 个词元：特殊词元、用来拼写未知字符的词元，以及自己指定的词。</translation>
    </message>
    <message>
        <source>Set it to at least %1.</source>
        <translation>至少设为 %1。</translation>
    </message>
    <message>
        <source>Keep by count</source>
        <translation>按次数保留</translation>
    </message>
    <message>
        <source>Tokens that the training texts hold fewer times are taken out of the vocabulary and the model. 1 keeps every token that occurs: then nothing changes for these texts.</source>
        <translation>在训练文本中出现次数不足的词元会从词表和模型中去掉。设为 1 时保留所有出现过的词元，对这些文本没有任何影响。</translation>
    </message>
    <message>
        <source>times</source>
        <translation>次</translation>
    </message>
    <message>
        <source>Keep by coverage</source>
        <translation>按覆盖率保留</translation>
    </message>
    <message>
        <source>The fewest tokens stay that make up this share of the training texts: 0.999 leaves one token in a thousand to be written otherwise.</source>
        <translation>保留能覆盖训练文本这一比例的最少词元：0.999 表示每一千个词元中有一个要改用其他词元表示。</translation>
    </message>
    <message>
        <source>Keep by size</source>
        <translation>按大小保留</translation>
    </message>
    <message>
        <source>So many tokens stay, those that the training texts hold most often.</source>
        <translation>保留这么多个词元，取训练文本中最常见的。</translation>
    </message>
    <message>
        <source>Words to keep</source>
        <translation>指定保留的词</translation>
    </message>
    <message>
        <source>Words whose tokens stay, whether the training texts hold them or not.</source>
        <translation>无论训练文本中是否出现，这些词的词元都保留。</translation>
    </message>
    <message>
        <source>Further texts</source>
        <translation>更多文本</translation>
    </message>
    <message>
        <source>Files of texts (csv, tsv and jsonl with the text column of the data, or plain text by lines) whose tokens count as those of the training texts do.</source>
        <translation>其他文本文件（csv、tsv、jsonl 取数据的文本列，纯文本按行读取），其中的词元与训练文本的同样计数。</translation>
    </message>
    <message>
        <source>The vocabulary is trimmed by one rule at a time.</source>
        <translation>一次只能按一条规则裁剪词表。</translation>
    </message>
    <message>
        <source>Keep one of min_count, coverage and max_size.</source>
        <translation>min_count、coverage 和 max_size 只留一个。</translation>
    </message>
    <message>
        <source>This has no effect: the vocabulary is not trimmed.</source>
        <translation>这一项不起作用：没有裁剪词表。</translation>
    </message>
    <message>
        <source>Set vocabulary.trim.min_count to 1, or remove this.</source>
        <translation>把 vocabulary.trim.min_count 设为 1，或去掉这一项。</translation>
    </message>
    <message>
        <source>Trimmed, the tokenizer cuts the text %1 otherwise, though it keeps all of its tokens.</source>
        <translation>裁剪后的分词器对第 %1 条文本的切分与原来不同，尽管它的词元全部保留。</translation>
    </message>
    <message>
        <source>Nothing was written. Train with the whole vocabulary, and report this.</source>
        <translation>没有写出任何文件。可以用完整词表训练，并报告此问题。</translation>
    </message>
    <message>
        <source>The texts hold no tokens: trimmed by them, nothing would be left of the vocabulary.</source>
        <translation>文本中没有词元：按它们裁剪，词表将所剩无几。</translation>
    </message>
    <message>
        <source>Name texts that hold words.</source>
        <translation>指定有内容的文本。</translation>
    </message>
    <message>
        <source>The normalizer of the tokenizer makes a text more than %1 times as long.</source>
        <translation>分词器的规范化步骤会把文本变长到原来的 %1 倍以上。</translation>
    </message>
    <message>
        <source>The tokenizer is damaged or made to do harm. Choose another model.</source>
        <translation>分词器已损坏，或是恶意制作的。可换一个模型。</translation>
    </message>
    <message>
        <source>The pieces of the model can be made in more than %1 ways.</source>
        <translation>这个模型的词片有超过 %1 种合并方式。</translation>
    </message>
    <message>
        <source>The file is damaged or made to do harm. Choose another model.</source>
        <translation>文件已损坏，或是恶意制作的。可换一个模型。</translation>
    </message>
    <message>
        <source>There are operators, but no copies for them.</source>
        <translation>有增强算子，但没有副本可供改写。</translation>
    </message>
    <message>
        <source>Give augment.copies, or augment.balance.</source>
        <translation>设置 augment.copies 或 augment.balance。</translation>
    </message>
    <message>
        <source>Write one “- operator: {...}” a line, such as “- %1: {}”.</source>
        <translation>每行写一个“- 算子: {...}”，例如“- %1: {}”。</translation>
    </message>
    <message>
        <source>Training texts: %1, and copies of them: %2.</source>
        <translation>训练文本 %1 条，副本 %2 条。</translation>
    </message>
    <message>
        <source>Operator %1 (“%2”) changed %3 of %4 copies.</source>
        <translation>第 %1 个算子（“%2”）改动了 %4 条副本中的 %3 条。</translation>
    </message>
    <message>
        <source>Copies that no operator could change, and that are trained on as they are: %1 of %2.</source>
        <translation>没有任何算子能改动、按原样用于训练的副本：%2 条中有 %1 条。</translation>
    </message>
    <message>
        <source>Look at them by “attune-cli augment”: the operators may be made for another language.</source>
        <translation>用“attune-cli augment”查看：这些算子可能是为其他语言设计的。</translation>
    </message>
    <message>
        <source>Labels that stay below the balance, as their texts have as many copies as may be: %1.</source>
        <translation>文本副本已达上限、仍未达到平衡的标签：%1。</translation>
    </message>
    <message>
        <source>Give more texts of them, or a greater augment.most_copies.</source>
        <translation>为它们增加文本，或调大 augment.most_copies。</translation>
    </message>
    <message>
        <source>The data, its split or its augmentation is not the one that the run began with.</source>
        <translation>数据、数据划分或数据增强与运行开始时不一致。</translation>
    </message>
    <message>
        <source>Augmentation</source>
        <translation>数据增强</translation>
    </message>
    <message>
        <source>Rewritten copies of the training texts. Validation and test texts stay as they are.</source>
        <translation>训练文本的改写副本。验证和测试文本保持不变。</translation>
    </message>
    <message>
        <source>Shortest training text</source>
        <translation>最短的训练文本</translation>
    </message>
    <message>
        <source>Training rows with a shorter text are left out; white space at its ends does not count. Like all filters, this one sees the texts as they stand in the file and leaves validation and test rows alone.</source>
        <translation>文本更短的训练行会被略去，两端的空白不计。与所有筛选一样，看的是文件中的原文，不影响验证行和测试行。</translation>
    </message>
    <message>
        <source>characters</source>
        <translation>个字符</translation>
    </message>
    <message>
        <source>Longest training text</source>
        <translation>最长的训练文本</translation>
    </message>
    <message>
        <source>Training rows with a longer text are left out, where max_length would cut them.</source>
        <translation>文本更长的训练行会被略去，而 max_length 只是截断。</translation>
    </message>
    <message>
        <source>Languages of training texts</source>
        <translation>训练文本的语言</translation>
    </message>
    <message>
        <source>ISO 639 codes, such as [en, zh]: training rows are left out whose text seems to be in another language, by its script and its frequent words. Texts too short to tell stay. Empty: any language.</source>
        <translation>ISO 639 代码，例如 [en, zh]：按文字种类和常用词判断，看起来是其他语言的训练行会被略去。短得无法判断的文本会留下。留空：不限语言。</translation>
    </message>
    <message>
        <source>Only texts with</source>
        <translation>只要含有</translation>
    </message>
    <message>
        <source>A regular expression, as in Java; (?i) at its beginning ignores case. Training rows in whose text it finds nothing are left out.</source>
        <translation>正则表达式，写法与 Java 相同；开头加 (?i) 则忽略大小写。文本中找不到匹配的训练行会被略去。</translation>
    </message>
    <message>
        <source>Only texts without</source>
        <translation>只要不含</translation>
    </message>
    <message>
        <source>A regular expression; training rows in whose text it finds something are left out.</source>
        <translation>正则表达式；文本中能找到匹配的训练行会被略去。</translation>
    </message>
    <message>
        <source>Leave doubles out</source>
        <translation>略去重复</translation>
    </message>
    <message>
        <source>Of training rows with the same label and the same text, but for case, width and white space, only the first is trained on. The same text with another label stays: check-data lists such rows.</source>
        <translation>标签相同、文本除大小写、全半角和空白外也相同的训练行，只用第一行训练。文本相同而标签不同的行会留下，check-data 会列出它们。</translation>
    </message>
    <message>
        <source>Leave near doubles out</source>
        <translation>略去近似重复</translation>
    </message>
    <message>
        <source>Of training rows with the same label whose texts share this part of their neighbouring words, only the first is trained on. One word exchanged among twenty leaves 0.83; 0.8 is a good beginning. When left out, near doubles stay.</source>
        <translation>标签相同、且相邻词对有这么大比例相同的训练行，只用第一行训练。二十个词中换掉一个，比例是 0.83；可以从 0.8 开始。不设置则保留近似重复。</translation>
    </message>
    <message>
        <source>No text is at least %1 and at most %2 characters long.</source>
        <translation>没有文本能至少 %1 个字符而又至多 %2 个字符。</translation>
    </message>
    <message>
        <source>Exchange the two numbers.</source>
        <translation>把两个数对调。</translation>
    </message>
    <message>
        <source>The language “%1” is not known.</source>
        <translation>不认识语言“%1”。</translation>
    </message>
    <message>
        <source>Known are: %1.</source>
        <translation>可用的有：%1。</translation>
    </message>
    <message>
        <source>Filter %1: the text seems to be in “%2”.</source>
        <translation>筛选 %1：文本的语言看起来是“%2”。</translation>
    </message>
    <message>
        <source>Filter %1: the pattern finds nothing in the text.</source>
        <translation>筛选 %1：文本中没有匹配。</translation>
    </message>
    <message>
        <source>Filter %1: the pattern finds something in the text.</source>
        <translation>筛选 %1：文本中有匹配。</translation>
    </message>
    <message>
        <source>Filter %1: the text stands in line %2 already.</source>
        <translation>筛选 %1：第 %2 行已有这条文本。</translation>
    </message>
    <message>
        <source>Filter %1: the text is to %2% the same as in line %3.</source>
        <translation>筛选 %1：文本与第 %3 行有 %2% 相同。</translation>
    </message>
    <message>
        <source>The filter “%1” left out none of %2 training rows.</source>
        <translation>筛选“%1”没有略去任何训练行（共 %2 行）。</translation>
    </message>
    <message>
        <source>The filter “%1” left out %2 of %3 training rows; the first is line %4.</source>
        <translation>筛选“%1”略去了 %3 行训练数据中的 %2 行，第一处是第 %4 行。</translation>
    </message>
    <message>
        <source>Training rows that stay because the pattern of a filter takes too long on them: %1.</source>
        <translation>因筛选的正则表达式耗时过长而留下的训练行：%1 行。</translation>
    </message>
    <message>
        <source>The row filters leave none of %1 training rows; the first, line %2: %3</source>
        <translation>筛选之后，%1 行训练数据一行不剩；第一处，第 %2 行：%3</translation>
    </message>
    <message>
        <source>Change data.filter.</source>
        <translation>修改 data.filter。</translation>
    </message>
    <message>
        <source>The filters leave no training text with the label %1.</source>
        <translation>筛选之后，标签 %1 没有训练文本了。</translation>
    </message>
    <message>
        <source>Texts that were read in a wrong encoding once, such as “Ã©” for “é”: %1 of %2 (lines %3).</source>
        <translation>曾按错误编码读取的文本，例如把“é”读成“Ã©”：%2 条中的 %1 条（第 %3 行）。</translation>
    </message>
    <message>
        <source>Texts with remains of HTML: %1 of %2 (lines %3).</source>
        <translation>残留 HTML 的文本：%2 条中的 %1 条（第 %3 行）。</translation>
    </message>
    <message>
        <source>Texts with control or invisible characters: %1 of %2 (lines %3).</source>
        <translation>含控制字符或不可见字符的文本：%2 条中的 %1 条（第 %3 行）。</translation>
    </message>
    <message>
        <source>Make the file anew from its source, or set data.encoding.</source>
        <translation>从来源重新生成文件，或设置 data.encoding。</translation>
    </message>
    <message>
        <source>Leave these rows out.</source>
        <translation>略去这些行。</translation>
    </message>
    <message>
        <source>The rule “%1” of “clean” does it for every text.</source>
        <translation>“clean”中的规则“%1”能对所有文本这样处理。</translation>
    </message>
    <message>
        <source>Rewrite these texts by the cleaning rule “%1”.</source>
        <translation>用清洗规则“%1”改写这些文本。</translation>
    </message>
    <message>
        <source>Labels that are none</source>
        <translation>不像标签的标签</translation>
    </message>
    <message>
        <source>Rows that cannot be read</source>
        <translation>无法读取的行</translation>
    </message>
    <message>
        <source>Empty texts</source>
        <translation>空文本</translation>
    </message>
    <message>
        <source>Labels written in two ways</source>
        <translation>写法不一的标签</translation>
    </message>
    <message>
        <source>Equal texts with different labels</source>
        <translation>文本相同而标签不同</translation>
    </message>
    <message>
        <source>Texts of the test among the training texts</source>
        <translation>训练文本中混有测试文本</translation>
    </message>
    <message>
        <source>Texts much like one of the test</source>
        <translation>与测试文本很像的文本</translation>
    </message>
    <message>
        <source>Doubles</source>
        <translation>重复</translation>
    </message>
    <message>
        <source>Near doubles</source>
        <translation>近似重复</translation>
    </message>
    <message>
        <source>Characters read in a wrong encoding</source>
        <translation>按错误编码读取的字符</translation>
    </message>
    <message>
        <source>Characters that were lost</source>
        <translation>丢失的字符</translation>
    </message>
    <message>
        <source>Remains of HTML</source>
        <translation>残留的 HTML</translation>
    </message>
    <message>
        <source>Control and invisible characters</source>
        <translation>控制字符和不可见字符</translation>
    </message>
    <message>
        <source>Only punctuation</source>
        <translation>只有标点</translation>
    </message>
    <message>
        <source>Only digits</source>
        <translation>只有数字</translation>
    </message>
    <message>
        <source>Texts much longer than the others</source>
        <translation>比其他长得多的文本</translation>
    </message>
    <message>
        <source>Texts much shorter than the others</source>
        <translation>比其他短得多的文本</translation>
    </message>
    <message>
        <source>Labels with few texts</source>
        <translation>文本很少的标签</translation>
    </message>
    <message>
        <source>Labels out of balance</source>
        <translation>标签不均衡</translation>
    </message>
    <message>
        <source>Labels of the test that training lacks</source>
        <translation>训练数据中没有的测试标签</translation>
    </message>
    <message>
        <source>Other shares of the labels in the test</source>
        <translation>测试数据的标签比例不同</translation>
    </message>
    <message>
        <source>Other lengths in the test</source>
        <translation>测试文本的长度不同</translation>
    </message>
    <message>
        <source>Other words in the test</source>
        <translation>测试文本的用词不同</translation>
    </message>
    <message>
        <source>Rows whose text stands earlier with the same label: %1 of %2 (lines %3).</source>
        <translation>前面已有相同文本和相同标签的行：%2 行中的 %1 行（第 %3 行）。</translation>
    </message>
    <message>
        <source>Rows much like an earlier one with the same label (%4% of the neighbouring words and more): %1 of %2 (lines %3).</source>
        <translation>与前面标签相同的某行很像（相邻词对有 %4% 以上相同）的行：%2 行中的 %1 行（第 %3 行）。</translation>
    </message>
    <message>
        <source>Rows whose text stands elsewhere with another label: %1 of %2 (lines %3).</source>
        <translation>文本在别处带有另一个标签的行：%2 行中的 %1 行（第 %3 行）。</translation>
    </message>
    <message>
        <source>Labels of the test that no training row has, %4: %1 of %2 rows (lines %3).</source>
        <translation>训练数据中没有的测试标签 %4：%2 行中的 %1 行（第 %3 行）。</translation>
    </message>
    <message>
        <source>The label “%1” makes up %2% of the training rows and %3% of the test.</source>
        <translation>标签“%1”占训练行的 %2%，占测试行的 %3%。</translation>
    </message>
    <message>
        <source>Look at figures of each label; a test with the shares of real use tells most.</source>
        <translation>看各个标签的指标；比例与实际使用一致的测试最能说明问题。</translation>
    </message>
    <message>
        <source>Half of the training texts have up to %1 characters, half of the test up to %2.</source>
        <translation>半数训练文本不超过 %1 个字符，半数测试文本不超过 %2 个字符。</translation>
    </message>
    <message>
        <source>Train on texts such as those that the model will read.</source>
        <translation>用与模型将要读到的同类的文本训练。</translation>
    </message>
    <message>
        <source>%1% of the words of the test stand nowhere in the training part; %2% would be usual.</source>
        <translation>测试文本中有 %1% 的词在训练数据中从未出现，通常是 %2%。</translation>
    </message>
    <message>
        <source>Labels that differ only in case, width or white space from %4 and count as others, %5: %1 of %2 rows (lines %3).</source>
        <translation>与 %4 只差大小写、全半角或空白却算作不同标签的 %5：%2 行中的 %1 行（第 %3 行）。</translation>
    </message>
    <message>
        <source>Write these labels as %1.</source>
        <translation>把这些标签写成 %1。</translation>
    </message>
    <message>
        <source>Labels with fewer than %4 texts, too few to learn and to measure them, %5: %1 of %2 rows (lines %3).</source>
        <translation>文本少于 %4 条、少得难以学习和衡量的标签 %5：%2 行中的 %1 行（第 %3 行）。</translation>
    </message>
    <message>
        <source>Add texts with these labels, or join them to others.</source>
        <translation>为这些标签补充文本，或把它们并入其他标签。</translation>
    </message>
    <message>
        <source>Set training.class_weights to balanced, or augment.balance, and look at macro_f1.</source>
        <translation>把 training.class_weights 设为 balanced，或设置 augment.balance，并看 macro_f1。</translation>
    </message>
    <message>
        <source>Texts much longer than the others: %1 of %2 (lines %3); half of all have up to %4 characters.</source>
        <translation>比其他长得多的文本：%2 条中的 %1 条（第 %3 行）；半数文本不超过 %4 个字符。</translation>
    </message>
    <message>
        <source>Texts much shorter than the others: %1 of %2 (lines %3); half of all have up to %4 characters.</source>
        <translation>比其他短得多的文本：%2 条中的 %1 条（第 %3 行）；半数文本不超过 %4 个字符。</translation>
    </message>
    <message>
        <source>Texts of punctuation only: %1 of %2 (lines %3).</source>
        <translation>只有标点的文本：%2 条中的 %1 条（第 %3 行）。</translation>
    </message>
    <message>
        <source>Texts of digits only: %1 of %2 (lines %3).</source>
        <translation>只有数字的文本：%2 条中的 %1 条（第 %3 行）。</translation>
    </message>
    <message>
        <source>Rows that cannot be read: %1; the first, line %2: %3</source>
        <translation>无法读取的行：%1 行；第一处，第 %2 行：%3</translation>
    </message>
    <message>
        <source>Repair them by hand; a repaired copy is without them.</source>
        <translation>手动修正这些行；修复后的副本不含它们。</translation>
    </message>
    <message>
        <source>Rows without a text: %1 of %2 (lines %3). Training leaves them out.</source>
        <translation>没有文本的行：%2 行中的 %1 行（第 %3 行）。训练会略去它们。</translation>
    </message>
    <message>
        <source>Rows without a label: %1 of %2 (lines %3). Training leaves them out.</source>
        <translation>没有标签的行：%2 行中的 %1 行（第 %3 行）。训练会略去它们。</translation>
    </message>
    <message>
        <source>There is no kind of findings “%1”.</source>
        <translation>没有“%1”这类发现。</translation>
    </message>
    <message>
        <source>The copy cannot take the place of the data.</source>
        <translation>副本不能取代原数据。</translation>
    </message>
    <message>
        <source>The file is there already.</source>
        <translation>文件已经存在。</translation>
    </message>
    <message>
        <source>The data have changed since they were checked.</source>
        <translation>检查之后数据有了变化。</translation>
    </message>
    <message>
        <source>Check them again.</source>
        <translation>重新检查。</translation>
    </message>
    <message>
        <source>Texts with characters that were lost: %1 of %2 (lines %3).</source>
        <translation>有字符丢失的文本：%2 条中的 %1 条（第 %3 行）。</translation>
    </message>
    <message>
        <source>Judge</source>
        <translation>评判模型</translation>
    </message>
    <message>
        <source>Masked language model</source>
        <translation>掩码语言模型</translation>
    </message>
    <message>
        <source>Share of the words that are replaced; one at least.</source>
        <translation>被替换的词所占比例；至少一个。</translation>
    </message>
    <message>
        <source>Choice</source>
        <translation>候选数</translation>
    </message>
    <message>
        <source>The word is drawn from so many that fit best, the better the likelier.</source>
        <translation>从最合适的若干个词中抽取，越合适越容易抽到。</translation>
    </message>
    <message>
        <source>Masked words</source>
        <translation>掩码换词</translation>
    </message>
    <message>
        <source>Replaces words by others that a masked language model would put in their places. They fit the sentence but may turn its meaning round: protect the words that carry the label, or name a judge.</source>
        <translation>把词换成掩码语言模型认为适合该位置的其他词。新词通顺，但可能使意思相反：应保护决定标签的词，或指定评判模型。</translation>
    </message>
    <message>
        <source>Share of the words that are replaced; one at least, as far as they have near words.</source>
        <translation>被替换的词所占比例；只要有邻近词，至少替换一个。</translation>
    </message>
    <message>
        <source>The word is drawn from so many that are nearest.</source>
        <translation>从最接近的若干个词中抽取。</translation>
    </message>
    <message>
        <source>Least similarity</source>
        <translation>最低相似度</translation>
    </message>
    <message>
        <source>Cosine of the two rows in the table of words; words farther apart are no choice.</source>
        <translation>两个词在词嵌入表中对应行的余弦值；相距更远的词不作候选。</translation>
    </message>
    <message>
        <source>Near words</source>
        <translation>邻近词</translation>
    </message>
    <message>
        <source>Replaces words by others that lie near them in the table of words of a model, in whatever language it reads. Words that its tokenizer cuts in pieces have none.</source>
        <translation>把词换成在模型词嵌入表中与之邻近的词，适用于模型支持的任何语言。被分词器切成多段的词没有邻近词。</translation>
    </message>
    <message>
        <source>The judge knows the labels %1; the data has %2.</source>
        <translation>评判模型的标签是 %1，数据的标签是 %2。</translation>
    </message>
    <message>
        <source>Name a model that was trained on the same labels.</source>
        <translation>指定用相同标签训练的模型。</translation>
    </message>
    <message>
        <source>The judge reads single texts; the data has pairs.</source>
        <translation>评判模型只读单条文本，而数据是文本对。</translation>
    </message>
    <message>
        <source>The judge reads pairs of texts; the data has single ones.</source>
        <translation>评判模型读文本对，而数据是单条文本。</translation>
    </message>
    <message>
        <source>Name a model that was trained on such data.</source>
        <translation>指定用这类数据训练的模型。</translation>
    </message>
    <message>
        <source>The tokenizer has no token that masks a word.</source>
        <translation>分词器没有用于掩码的词元。</translation>
    </message>
    <message>
        <source>Name the folder of a masked language model.</source>
        <translation>指定掩码语言模型的文件夹。</translation>
    </message>
    <message>
        <source>Name a folder that still has the head of its pretraining, such as bert-base-uncased.</source>
        <translation>指定仍保留预训练输出头的文件夹，例如 bert-base-uncased。</translation>
    </message>
    <message>
        <source>Masked language models of this kind (%1) can&apos;t be read.</source>
        <translation>无法读取这种掩码语言模型（%1）。</translation>
    </message>
    <message>
        <source>This is no masked language model: its weights have no tensor “%1”.</source>
        <translation>这不是掩码语言模型：权重中没有张量“%1”。</translation>
    </message>
    <message>
        <source>This has no effect: no rule of “clean” puts placeholder words in.</source>
        <translation>这不起作用：“clean”中没有产生占位词的规则。</translation>
    </message>
    <message>
        <source>Add the rule “placeholders” to “clean”, or remove this.</source>
        <translation>在“clean”中加入规则“placeholders”，或删除此项。</translation>
    </message>
    <message>
        <source>Copies that the judge left out: %1 of %2.</source>
        <translation>评判模型剔除的副本：%2 条中有 %1 条。</translation>
    </message>
    <message>
        <source>Operator %1 (“%2”) had changed %3 of the copies that the judge left out.</source>
        <translation>被剔除的副本中，有 %3 条经过第 %1 个算子（“%2”）改动。</translation>
    </message>
    <message>
        <source>Words added to the vocabulary, which has %1 tokens instead of %2: %3.</source>
        <translation>已加入词表的词：%3。词表由 %2 个词元变为 %1 个。</translation>
    </message>
    <message>
        <source>The ids of the vocabulary have gaps, so no words can be added to it.</source>
        <translation>词表的编号不连续，无法加入新词。</translation>
    </message>
    <message>
        <source>Leave vocabulary.add and vocabulary.add_placeholders out, or take another model.</source>
        <translation>去掉 vocabulary.add 和 vocabulary.add_placeholders，或换一个模型。</translation>
    </message>
    <message>
        <source>Add the placeholder words</source>
        <translation>加入占位词</translation>
    </message>
    <message>
        <source>The words that cleaning puts in the place of addresses, user names and numbers become words of the tokenizer, which else cuts them in pieces. What the model knows of each starts as the mean of its pieces.</source>
        <translation>清洗时用来代替网址、邮箱、用户名和数字的词会成为分词器的词，否则会被切成多段。每个词的词嵌入以各段的平均值开始。</translation>
    </message>
    <message>
        <source>Words to add</source>
        <translation>加入的词</translation>
    </message>
    <message>
        <source>Further words that become words of the tokenizer, found exactly as they are written, also within other words: such as those that special-words puts in.</source>
        <translation>另外加入分词器的词，按原样匹配，在其他词内部也会匹配：例如 special-words 插入的词。</translation>
    </message>
    <message>
        <source>“%1” is no word to add: it is empty, or begins or ends with a space.</source>
        <translation>“%1”不能加入：它是空的，或以空格开头或结尾。</translation>
    </message>
    <message>
        <source>Take the space away.</source>
        <translation>去掉空格。</translation>
    </message>
    <message>
        <source>“%1” names another revision than “%2”.</source>
        <translation>“%1”里的版本与“%2”不同。</translation>
    </message>
    <message>
        <source>Name the revision once.</source>
        <translation>版本只写一次。</translation>
    </message>
    <message>
        <source>The copy in the cache is taken.</source>
        <translation>改用缓存中已有的文件。</translation>
    </message>
    <message>
        <source>The cache has no revision main of “%1”: its newest commit, %2, stands in.</source>
        <translation>缓存中没有“%1”的 main 版本，改用其中最新的提交 %2。</translation>
    </message>
    <message>
        <source>The cache has no revision “%1” of the model “%2”.</source>
        <translation>缓存中没有模型“%2”的版本“%1”。</translation>
    </message>
    <message>
        <source>Fetch it with “attune-cli fetch %1@%2”.</source>
        <translation>用“attune-cli fetch %1@%2”下载。</translation>
    </message>
    <message>
        <source>Fetch it with “attune-cli fetch %1@%2”, or name a commit that is there: %3.</source>
        <translation>用“attune-cli fetch %1@%2”下载，或改写已有的提交：%3。</translation>
    </message>
    <message>
        <source>Name the one that you mean, as %1@REVISION, or fetch main with “attune-cli fetch %1”.</source>
        <translation>写成 %1@REVISION 来指定，或用“attune-cli fetch %1”下载 main。</translation>
    </message>
    <message>
        <source>This is no list of folders.</source>
        <translation>这不是文件夹列表。</translation>
    </message>
    <message>
        <source>It is the list of added model folders: mend it, or move it away and add the folders again.</source>
        <translation>这是已添加的模型文件夹列表：修好它，或把它移走后重新添加文件夹。</translation>
    </message>
    <message>
        <source>Folder of the pretrained model, as Hugging Face lays it out, or ORG/NAME of a model in the local Hugging Face cache; ORG/NAME@REVISION names a branch, tag or commit.</source>
        <translation>预训练模型的文件夹（Hugging Face 布局），或本地 Hugging Face 缓存中模型的 ORG/NAME；ORG/NAME@REVISION 指定分支、标签或提交。</translation>
    </message>
    <message>
        <source>Switched off</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>It keeps its place and its values, and does nothing.</source>
        <translation>保留位置和取值，但不起作用。</translation>
    </message>
    <message>
        <source>Texts with what may be HTML, or something else in angle brackets: %1 of %2 (lines %3).</source>
        <translation>可能是 HTML、也可能是尖括号中其他内容的文本：%2 条中的 %1 条（第 %3 行）。</translation>
    </message>
    <message>
        <source>What may be HTML</source>
        <translation>可能是 HTML 的内容</translation>
    </message>
    <message>
        <source>The repairs of %1 would leave no row.</source>
        <translation>修复 %1 后将不剩任何一行。</translation>
    </message>
    <message>
        <source>Choose fewer of them.</source>
        <translation>少选几项。</translation>
    </message>
    <message>
        <source>Folder or name of a finished model with the same labels, or the folder of an earlier run. Copies in which it reads another label than in the text they were made from, and not the right one, are left out and counted. Left out: every copy counts.</source>
        <translation>标签相同的已训练模型的文件夹或名称，也可以是以前某次运行的文件夹。如果它对副本判断的标签既与原文的判断不同，又不是正确标签，该副本会被剔除并计数。不填则保留所有副本。</translation>
    </message>
    <message>
        <source>Give a masked language model, such as bert-base-uncased.</source>
        <translation>指定一个掩码语言模型，例如 bert-base-uncased。</translation>
    </message>
    <message>
        <source>Folder or name of a model that still has the head of its pretraining, such as bert-base-uncased.</source>
        <translation>仍保留预训练输出头的模型的文件夹或名称，例如 bert-base-uncased。</translation>
    </message>
    <message>
        <source>Folder or name of the model whose table of words is used. Left out: the model of the recipe.</source>
        <translation>使用其词嵌入表的模型的文件夹或名称。不填则使用配方中的模型。</translation>
    </message>
    <message>
        <source>Repair these rows if they matter; skipped.jsonl in the folder of a run lists them all, and so does “attune-cli clean --json”.</source>
        <translation>如果这些行重要，就修正它们；运行文件夹中的 skipped.jsonl 会列出全部，“attune-cli clean --json”也会。</translation>
    </message>
    <message>
        <source>The encoding %1 has no character “%2”.</source>
        <translation>编码 %1 中没有字符“%2”。</translation>
    </message>
    <message>
        <source>Write the file as UTF-8, and so those that are read in the same encoding.</source>
        <translation>把该文件存为 UTF-8，与它以同一编码读取的文件也一样。</translation>
    </message>
    <message>
        <source>Their rarest words stand in very many texts, so that they were not compared with all of them: %1 of %2.</source>
        <translation>其最少见的词出现在大量文本中，因而未与所有文本比较：%2 条中的 %1 条。</translation>
    </message>
    <message>
        <source>Training rows that the filter “%1” did not compare with all others, since their rarest words stand in very many: %2.</source>
        <translation>过滤器“%1”未与所有其他行比较的训练行（其最少见的词出现在大量行中）：%2。</translation>
    </message>
    <message>
        <source>Words of the vocabulary that are cut out of texts wherever they stand, within other words too: %1.</source>
        <translation>词表中已有、今后在文本中无论出现在何处（包括在其他词之内）都会被单独切出的词：%1。</translation>
    </message>
    <message>
        <source>Did you mean “%1”? Else fetch it with “attune-cli fetch %2”.</source>
        <translation>是不是指“%1”？否则用“attune-cli fetch %2”下载。</translation>
    </message>
    <message>
        <source>The model does not know the label %1.</source>
        <translation>模型不认识标签%1。</translation>
    </message>
    <message>
        <source>The model&apos;s labels are %1. Correct the labels of the data, name the column that has them (on the command line: --label COLUMN), or take the model that was trained on them.</source>
        <translation>模型的标签是%1。修正数据中的标签，指定标签所在的列（命令行：--label 列名），或改用以这些标签训练的模型。</translation>
    </message>
    <message>
        <source>No text has a label that the model knows; the labels of the data are %1.</source>
        <translation>没有一条文本的标签是模型认识的；数据的标签是%1。</translation>
    </message>
    <message>
        <source>%1 texts, this the first, were left out, because the model does not know their labels: %2.</source>
        <translation>%1 条文本（此处为第一条）因模型不认识其标签而被略过：%2。</translation>
    </message>
    <message>
        <source>“%1” is no line with its label.</source>
        <translation>“%1”不是“行=标签”的形式。</translation>
    </message>
    <message>
        <source>Write LINE=LABEL, such as 118=neutral.</source>
        <translation>写成 行=标签，例如 118=neutral。</translation>
    </message>
    <message>
        <source>This is no list of changed labels.</source>
        <translation>这不是修改过的标签的列表。</translation>
    </message>
    <message>
        <source>Remove the file: the run itself needs nothing of it.</source>
        <translation>删除此文件：运行本身不需要它。</translation>
    </message>
    <message>
        <source>The run has no file “%1”.</source>
        <translation>此运行没有文件“%1”。</translation>
    </message>
    <message>
        <source>Name one of: train, validation, test.</source>
        <translation>可以是：train、validation、test。</translation>
    </message>
    <message>
        <source>Texts in class folders have no labels in a file.</source>
        <translation>按类别文件夹存放的文本，其标签不在文件里。</translation>
    </message>
    <message>
        <source>Move the texts to the folders of their labels.</source>
        <translation>把文本移到其标签的文件夹。</translation>
    </message>
    <message>
        <source>The file is no longer the one that the run was made with.</source>
        <translation>此文件已不是运行当时所用的文件。</translation>
    </message>
    <message>
        <source>Put the old file back.</source>
        <translation>放回原来的文件。</translation>
    </message>
    <message>
        <source>The model does not know the label “%1”.</source>
        <translation>模型不认识标签“%1”。</translation>
    </message>
    <message>
        <source>The model&apos;s labels are: %1.</source>
        <translation>模型的标签有：%1。</translation>
    </message>
    <message>
        <source>No row begins at line %1.</source>
        <translation>第 %1 行不是任何数据行的开头。</translation>
    </message>
    <message>
        <source>Give the lines that evaluate --json tells.</source>
        <translation>使用 evaluate --json 给出的行号。</translation>
    </message>
    <message>
        <source>No label of this file was changed.</source>
        <translation>此文件没有修改过标签。</translation>
    </message>
    <message>
        <source>Change labels on the page Results, or by “attune-cli relabel --label”.</source>
        <translation>在“结果”页修改标签，或使用“attune-cli relabel --label”。</translation>
    </message>
    <message>
        <source>Stop the run first.</source>
        <translation>先停止运行。</translation>
    </message>
    <message>
        <source>The folder cannot be moved to the trash.</source>
        <translation>无法将文件夹移到回收站。</translation>
    </message>
    <message>
        <source>The disk may have no trash. Delete the folder with the file manager.</source>
        <translation>该磁盘可能没有回收站。用文件管理器删除文件夹。</translation>
    </message>
    <message>
        <source>There is no run “%1”.</source>
        <translation>没有运行“%1”。</translation>
    </message>
    <message>
        <source>“attune-cli runs FOLDER” lists the runs of a folder.</source>
        <translation>“attune-cli runs FOLDER”会列出文件夹中的运行。</translation>
    </message>
    <message>
        <source>Name the folder that the runs lie in.</source>
        <translation>写出运行所在的文件夹。</translation>
    </message>
    <message>
        <source>Two runs or more are needed to compare.</source>
        <translation>比较需要两个或更多运行。</translation>
    </message>
    <message>
        <source>The rehearsal ended without a result.</source>
        <translation>预演没有得出结果。</translation>
    </message>
    <message>
        <source>The run keeps no description of its model: it was begun by an earlier version.</source>
        <translation>运行没有保存模型的说明：它由更早的版本开始。</translation>
    </message>
    <message>
        <source>Go on with the run; it writes one.</source>
        <translation>继续该运行，它会写入说明。</translation>
    </message>
    <message>
        <source>Training takes %1 of memory and leaves %2 free: everything may get slow.</source>
        <translation>训练占用 %1 内存，只剩 %2：整台机器都可能变慢。</translation>
    </message>
    <message>
        <source>Close other programs, or halve batch_size and double accumulation.</source>
        <translation>关闭其他程序，或者把 batch_size 减半、accumulation 加倍。</translation>
    </message>
    <message>
        <source>Free some space, keep fewer checkpoints, or choose another output folder.</source>
        <translation>腾出一些空间，少保留检查点，或选择其他输出文件夹。</translation>
    </message>
    <message>
        <source>The disk does not suffice: the run takes up to %1, and %2 are free.</source>
        <translation>磁盘空间不够：运行最多占用 %1，而空闲只有 %2。</translation>
    </message>
    <message>
        <source>The disk gets nearly full: the run takes up to %1, and %2 are free.</source>
        <translation>磁盘会几乎占满：运行最多占用 %1，而空闲只有 %2。</translation>
    </message>
    <message>
        <source>The recipe reads this file: written over, it is lost.</source>
        <translation>配方要读取此文件：覆盖后就没有了。</translation>
    </message>
    <message>
        <source>What was written reads back other than it was meant.</source>
        <translation>读回的内容与应写入的内容不同。</translation>
    </message>
    <message>
        <source>Check the disk and try again.</source>
        <translation>检查磁盘后重试。</translation>
    </message>
    <message>
        <source>Nothing was asked for.</source>
        <translation>没有指定要做什么。</translation>
    </message>
    <message>
        <source>Give --to FILE.html, or --json.</source>
        <translation>给出 --to FILE.html 或 --json。</translation>
    </message>
    <message>
        <source>Answer a file of texts instead.</source>
        <translation>改为回答一个文本文件。</translation>
    </message>
    <message>
        <source>Report of the run “%1”</source>
        <translation>运行“%1”的报告</translation>
    </message>
    <message>
        <source>Attune %1, %2</source>
        <translation>Attune %1，%2</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>The run had no texts to be measured on.</source>
        <translation>此运行没有可用于评估的文本。</translation>
    </message>
    <message>
        <source>Measured on the test part, which training never saw and by which nothing was chosen.</source>
        <translation>在测试集上评估；训练从未见过它，也没有依据它做过选择。</translation>
    </message>
    <message>
        <source>Measured on the validation part, by which the best state was chosen: other texts will be a little harder.</source>
        <translation>在验证集上评估，最佳状态是依据它选出的：其他文本会稍难一些。</translation>
    </message>
    <message>
        <source>Texts</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>%1 (95% interval %2 to %3)</source>
        <translation>%1（95% 区间 %2 至 %3）</translation>
    </message>
    <message>
        <source>Precision, mean of the labels</source>
        <translation>精确率，各标签平均</translation>
    </message>
    <message>
        <source>Recall, mean of the labels</source>
        <translation>召回率，各标签平均</translation>
    </message>
    <message>
        <source>Labels</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Recall</source>
        <translation>召回率</translation>
    </message>
    <message>
        <source>F1 by label</source>
        <translation>各标签的 F1</translation>
    </message>
    <message>
        <source>Which labels are taken for which</source>
        <translation>哪些标签被误认为哪些</translation>
    </message>
    <message>
        <source>Texts by label and answer</source>
        <translation>按标签和回答统计的文本</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>回答</translation>
    </message>
    <message>
        <source>How training went</source>
        <translation>训练过程</translation>
    </message>
    <message>
        <source>best state</source>
        <translation>最佳状态</translation>
    </message>
    <message>
        <source>training</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>validation</source>
        <translation>验证</translation>
    </message>
    <message>
        <source>On the validation part</source>
        <translation>在验证集上</translation>
    </message>
    <message>
        <source>Wrong answers</source>
        <translation>答错的文本</translation>
    </message>
    <message>
        <source>%1 of %2 answers are wrong. Those that the model was surest of are often wrong labels of the data.</source>
        <translation>%2 个回答中有 %1 个是错的。模型最有把握却答错的，往往是数据的标签有误。</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>行号</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>分数</translation>
    </message>
    <message>
        <source>Labels that were corrected afterwards</source>
        <translation>事后更正的标签</translation>
    </message>
    <message>
        <source>They are noted beside the run; its model was trained with the labels before.</source>
        <translation>更正记在运行旁边；模型是用原来的标签训练的。</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Corrected to</source>
        <translation>更正为</translation>
    </message>
    <message>
        <source>test</source>
        <translation>测试</translation>
    </message>
    <message>
        <source>File (%1)</source>
        <translation>文件（%1）</translation>
    </message>
    <message>
        <source>%1 (fingerprint %2)</source>
        <translation>%1（指纹 %2）</translation>
    </message>
    <message>
        <source>Texts to train on</source>
        <translation>用于训练的文本</translation>
    </message>
    <message>
        <source>Texts to validate on</source>
        <translation>用于验证的文本</translation>
    </message>
    <message>
        <source>Texts to test on</source>
        <translation>用于测试的文本</translation>
    </message>
    <message>
        <source>Rows left out</source>
        <translation>略去的行</translation>
    </message>
    <message>
        <source>Rows left out by the filter “%1”</source>
        <translation>被筛选“%1”略去的行</translation>
    </message>
    <message>
        <source>Tokens a text at most</source>
        <translation>每条文本最多词元数</translation>
    </message>
    <message>
        <source>Texts that lose their end</source>
        <translation>结尾被截断的文本</translation>
    </message>
    <message>
        <source>Unknown tokens</source>
        <translation>未知词元</translation>
    </message>
    <message>
        <source>Texts changed by cleaning, “%1”</source>
        <translation>被清洗“%1”改动的文本</translation>
    </message>
    <message>
        <source>Copies changed by augmentation, “%1”</source>
        <translation>被增强“%1”改动的副本</translation>
    </message>
    <message>
        <source>Copies that were trained on</source>
        <translation>用于训练的副本</translation>
    </message>
    <message>
        <source>How it was trained</source>
        <translation>训练方式</translation>
    </message>
    <message>
        <source>How it ended</source>
        <translation>结束方式</translation>
    </message>
    <message>
        <source>trained to the end</source>
        <translation>训练到最后</translation>
    </message>
    <message>
        <source>ended early: it got no better</source>
        <translation>提前结束：不再变好</translation>
    </message>
    <message>
        <source>stopped by hand, and kept</source>
        <translation>手动停止并保留</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>步数</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>Best state</source>
        <translation>最佳状态</translation>
    </message>
    <message>
        <source>step %1, %2 %3</source>
        <translation>第 %1 步，%2 %3</translation>
    </message>
    <message>
        <source>Begun</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>Seconds of training</source>
        <translation>训练秒数</translation>
    </message>
    <message>
        <source>Seconds of evaluation</source>
        <translation>评估秒数</translation>
    </message>
    <message>
        <source>Texts a second</source>
        <translation>每秒文本数</translation>
    </message>
    <message>
        <source>Tokens a second</source>
        <translation>每秒词元数</translation>
    </message>
    <message>
        <source>Precision of computing</source>
        <translation>计算精度</translation>
    </message>
    <message>
        <source>Engine</source>
        <translation>引擎</translation>
    </message>
    <message>
        <source>Size of the model</source>
        <translation>模型大小</translation>
    </message>
    <message>
        <source>Messages of the run</source>
        <translation>运行的消息</translation>
    </message>
    <message>
        <source>End the name in .html or .json; a PDF is written by the window, or printed from the HTML file.</source>
        <translation>文件名应以 .html 或 .json 结尾；PDF 由窗口写出，或从 HTML 文件打印。</translation>
    </message>
    <message>
        <source>There is no run in this folder.</source>
        <translation>此文件夹中没有运行。</translation>
    </message>
    <message>
        <source>Name a run folder.</source>
        <translation>给出一个运行文件夹。</translation>
    </message>
    <message>
        <source>The list holds no word.</source>
        <translation>列表中没有词。</translation>
    </message>
    <message>
        <source>Write one word a line.</source>
        <translation>每行写一个词。</translation>
    </message>
    <message>
        <source>File of protected words</source>
        <translation>保护词文件</translation>
    </message>
    <message>
        <source>Further protected words, one a line, in UTF-8; lines that begin with # are none.</source>
        <translation>更多保护词，每行一个，UTF-8 编码；以 # 开头的行不算。</translation>
    </message>
    <message>
        <source>Seed of the copies</source>
        <translation>副本的种子</translation>
    </message>
    <message>
        <source>Number from which the chance of the operators is drawn: another one makes other copies of the same training texts. Left out: training.seed.</source>
        <translation>算子的随机性由此数得出：换一个数，同样的训练文本会得到另外的副本。不填则用 training.seed。</translation>
    </message>
    <message>
        <source>The bracket “[” is never closed.</source>
        <translation>“[”没有闭合。</translation>
    </message>
    <message>
        <source>“)” at character %1 closes nothing.</source>
        <translation>第 %1 个字符处的“)”没有对应的括号。</translation>
    </message>
    <message>
        <source>The bracket “(” is never closed.</source>
        <translation>“(”没有闭合。</translation>
    </message>
    <message>
        <source>“\” has no meaning before what stands at character %1.</source>
        <translation>“\”在第 %1 个字符之前没有意义。</translation>
    </message>
    <message>
        <source>The numbers in “{...}” at character %1 tell no range of repeats.</source>
        <translation>第 %1 个字符处“{...}”中的数字不是重复次数的范围。</translation>
    </message>
    <message>
        <source>There is no group that the reference at character %1 means.</source>
        <translation>第 %1 个字符处引用的组不存在。</translation>
    </message>
    <message>
        <source>What looks behind, at character %1, may be of any length: it has to have a bound.</source>
        <translation>第 %1 个字符处的后行断言长度不限：必须有上限。</translation>
    </message>
    <message>
        <source>The range at character %1 ends before it begins.</source>
        <translation>第 %1 个字符处的范围终点在起点之前。</translation>
    </message>
    <message>
        <source>There is no kind of character of the name at character %1.</source>
        <translation>没有第 %1 个字符处所写名称的字符类别。</translation>
    </message>
    <message>
        <source>The group at character %1 has no usable name.</source>
        <translation>第 %1 个字符处的组没有可用的名称。</translation>
    </message>
    <message>
        <source>The regular expression cannot be read at character %1.</source>
        <translation>无法读取正则表达式：第 %1 个字符处。</translation>
    </message>
    <message>
        <source>The regular expression “%1” cannot be read at character %2.</source>
        <translation>无法读取正则表达式“%1”：第 %2 个字符处。</translation>
    </message>
    <message>
        <source>Texts with words that mix two scripts by letters that look alike, such as a Cyrillic “а” among Latin ones: %1 of %2 (lines %3).</source>
        <translation>%2 条文本中有 %1 条（第 %3 行）含有以形近字母混合两种文字的词，例如拉丁字母中夹有西里尔字母“а”。</translation>
    </message>
    <message>
        <source>Labels with white space around</source>
        <translation>前后有空白的标签</translation>
    </message>
    <message>
        <source>Signs of missing values</source>
        <translation>表示缺失值的标记</translation>
    </message>
    <message>
        <source>Words of two scripts</source>
        <translation>混合两种文字的词</translation>
    </message>
    <message>
        <source>Training rows whose text stands in the test too, which then looks better than it is: %1 of %2 (lines %3 of the training file).</source>
        <translation>训练集的 %2 行中有 %1 行（训练文件第 %3 行）的文本也在测试集中，测试结果会显得比实际更好。</translation>
    </message>
    <message>
        <source>Training rows much like one of the test with the same label (%4% of the neighbouring words and more): %1 of %2 (lines %3 of the training file).</source>
        <translation>训练集的 %2 行中有 %1 行（训练文件第 %3 行）与测试集中标签相同的一行很相似（相邻词相同 %4% 以上）。</translation>
    </message>
    <message>
        <source>Every row has a label of its own, such as %1: the column “%2” may be the wrong one.</source>
        <translation>每一行的标签都各不相同，例如 %1：列“%2”可能选错了。</translation>
    </message>
    <message>
        <source>Labels with white space around, which is taken away when they are read: %1 of %2 (lines %3).</source>
        <translation>%2 个标签中有 %1 个（第 %3 行）前后有空白，读取时会去掉。</translation>
    </message>
    <message>
        <source>Write them without it.</source>
        <translation>写入时去掉空白。</translation>
    </message>
    <message>
        <source>Texts labelled “%1”: %2, labelled “%3”: only %4. Accuracy says little about the rare one.</source>
        <translation>标签为“%1”的文本有 %2 条，标签为“%3”的只有 %4 条。准确率很难反映稀少标签的情况。</translation>
    </message>
    <message>
        <source>Rows whose text or label is a sign of a missing value, such as “N/A” or “null”: %1 of %2 (lines %3).</source>
        <translation>%2 行中有 %1 行（第 %3 行）的文本或标签是表示缺失值的标记，例如“N/A”或“null”。</translation>
    </message>
    <message>
        <source>Filter %1: the number of characters is %2, less than %3.</source>
        <translation>筛选 %1：字符数为 %2，少于 %3。</translation>
    </message>
    <message>
        <source>Filter %1: the number of characters is %2, more than %3.</source>
        <translation>筛选 %1：字符数为 %2，多于 %3。</translation>
    </message>
    <message>
        <source>Filter %1: the text is in letters that these languages are not written in.</source>
        <translation>筛选 %1：文本所用的字母不属于这些语言。</translation>
    </message>
    <message>
        <source>The file has a single column, “%1”: the labels are missing.</source>
        <translation>文件只有一列“%1”：缺少标签。</translation>
    </message>
    <message>
        <source>Add a second column with the label of each text. If the file has one already, set what parts the cells: data.delimiter.</source>
        <translation>添加第二列，写明每条文本的标签。如果文件中已有，用 data.delimiter 指定单元格之间的分隔符。</translation>
    </message>
    <message>
        <source>%1 of %2 test texts stand in the training part too (lines %3 of the test file): the test will look better than it is.</source>
        <translation>%2 条测试文本中有 %1 条也在训练集中（测试文件第 %3 行）：测试结果会显得比实际更好。</translation>
    </message>
    <message>
        <source>Findings of the kind “%1” have no repair.</source>
        <translation>“%1”类发现没有修复方法。</translation>
    </message>
    <message>
        <source>Kinds with one: %1.</source>
        <translation>可以修复的类别：%1。</translation>
    </message>
    <message>
        <source>Kinds with a repair: %1.</source>
        <translation>可以修复的类别：%1。</translation>
    </message>
    <message>
        <source>Did you mean “%2”? Kinds with a repair: %1.</source>
        <translation>是否想写“%2”？可以修复的类别：%1。</translation>
    </message>
    <message>
        <source>Below the names of the columns there must be rows: a text and its label in each.</source>
        <translation>列名下面必须有数据行：每行一条文本及其标签。</translation>
    </message>
    <message>
        <source>Rewritten copies of each training text, which stays as well. Without operators there are none; a copy that no operator could change is left out, but for the balance.</source>
        <translation>每条训练文本的改写副本数，原文保留。没有算子时不产生副本；没有算子能改动的副本会略去，均衡标签时除外。</translation>
    </message>
    <message>
        <source>No place to change: %1 of %2 copies are left out.</source>
        <translation>没有可改之处：%2 个副本中略去 %1 个。</translation>
    </message>
    <message>
        <source>Placeholders</source>
        <translation>占位词</translation>
    </message>
    <message>
        <source>They are left out.</source>
        <translation>这些行不参与。</translation>
    </message>
    <message>
        <source>Training leaves them out.</source>
        <translation>训练时会跳过。</translation>
    </message>
    <message>
        <source>Reading takes it away; other programs may not.</source>
        <translation>读取时会去掉，其他程序未必。</translation>
    </message>
    <message>
        <source>They would be learned as texts or labels.</source>
        <translation>会被当成文本或标签学习。</translation>
    </message>
    <message>
        <source>They count as labels of their own.</source>
        <translation>会被当成不同的标签。</translation>
    </message>
    <message>
        <source>One label of each pair must be wrong.</source>
        <translation>每对中必有一个标签是错的。</translation>
    </message>
    <message>
        <source>The test would look better than it is.</source>
        <translation>测试结果会偏高。</translation>
    </message>
    <message>
        <source>The test may look better than it is.</source>
        <translation>测试结果可能偏高。</translation>
    </message>
    <message>
        <source>They count twice.</source>
        <translation>会被重复计算。</translation>
    </message>
    <message>
        <source>They count almost twice.</source>
        <translation>几乎被重复计算。</translation>
    </message>
    <message>
        <source>The model cannot read what was meant.</source>
        <translation>模型读不出原意。</translation>
    </message>
    <message>
        <source>What stood there is lost.</source>
        <translation>原来的内容已丢失。</translation>
    </message>
    <message>
        <source>Tags would be learned as words.</source>
        <translation>HTML 标签会被当成词学习。</translation>
    </message>
    <message>
        <source>To the model they are other words.</source>
        <translation>对模型来说是另外的词。</translation>
    </message>
    <message>
        <source>Words with them are other words to the model.</source>
        <translation>含有它们的词，对模型来说是另外的词。</translation>
    </message>
    <message>
        <source>They say little about a label.</source>
        <translation>很难体现标签。</translation>
    </message>
    <message>
        <source>Their end may be cut off.</source>
        <translation>结尾可能被截断。</translation>
    </message>
    <message>
        <source>Too few to learn and to measure.</source>
        <translation>太少，难以学习和评估。</translation>
    </message>
    <message>
        <source>There is nothing to repair: no findings of %1, so no copy was written.</source>
        <translation>没有可修复的内容：未发现 %1，因此没有写入副本。</translation>
    </message>
    <message>
        <source>Use the file as it is.</source>
        <translation>直接使用原文件。</translation>
    </message>
    <message>
        <source>This file is part of the run.</source>
        <translation>此文件属于该运行。</translation>
    </message>
    <message>
        <source>Several labels</source>
        <translation>多个标签</translation>
    </message>
    <message>
        <source>Gives each text, or pair of texts, any number of the labels, none included.</source>
        <translation>为每条文本或每对文本给出任意多个标签，也可以一个都没有。</translation>
    </message>
    <message>
        <source>Regression</source>
        <translation>回归</translation>
    </message>
    <message>
        <source>Gives each text, or pair of texts, a number: a grade, a price, how alike two texts are.</source>
        <translation>为每条文本或每对文本给出一个数值：评分、价格、两条文本的相似程度。</translation>
    </message>
    <message>
        <source>Finds spans of a text and gives each a label: persons, places, products.</source>
        <translation>在文本中找出片段，并为每个片段给出标签：人名、地名、产品。</translation>
    </message>
    <message>
        <source>There is no task “%1”.</source>
        <translation>没有名为“%1”的任务。</translation>
    </message>
    <message>
        <source>The model was trained for a task that this version does not know: “%1”.</source>
        <translation>模型所训练的任务是本版本不认识的：“%1”。</translation>
    </message>
    <message>
        <source>Open it with a newer Attune.</source>
        <translation>用更新版本的 Attune 打开它。</translation>
    </message>
    <message>
        <source>Texts of the task “%1” have no single label that could be judged.</source>
        <translation>任务“%1”的文本没有可供评判的单一标签。</translation>
    </message>
    <message>
        <source>This is there for “%1” alone.</source>
        <translation>此功能仅适用于“%1”。</translation>
    </message>
    <message>
        <source>%1 folds of %2 texts can&apos;t be made.</source>
        <translation>无法将 %2 条文本分成 %1 折。</translation>
    </message>
    <message>
        <source>Give a number from 2 to %1; 5 is usual.</source>
        <translation>填写 2 到 %1 之间的数；通常为 5。</translation>
    </message>
    <message>
        <source>Labels with fewer texts than there are folds, whose texts can hardly be judged: %1.</source>
        <translation>文本数少于折数、几乎无法评判的标签：%1。</translation>
    </message>
    <message>
        <source>Take their place in the ranking lightly.</source>
        <translation>它们在排序中的位置仅供参考。</translation>
    </message>
    <message>
        <source>The entry “%1” is missing.</source>
        <translation>缺少条目“%1”。</translation>
    </message>
    <message>
        <source>The entry “%1” is not what was written.</source>
        <translation>条目“%1”与写入的内容不同。</translation>
    </message>
    <message>
        <source>NumPy archive</source>
        <translation>NumPy 归档</translation>
    </message>
    <message>
        <source>One .npz with every weight under its name, labels and configuration beside them. It has no tokenizer.</source>
        <translation>一个 .npz 文件，每个权重以自己的名称存放，并带有标签和配置。其中没有分词器。</translation>
    </message>
    <message>
        <source>Precision of the weights</source>
        <translation>权重精度</translation>
    </message>
    <message>
        <source>fp16 halves the file. Matrices are rounded to 16 bits, products are still made in 32; how far the answers move is told.</source>
        <translation>fp16 使文件减半。矩阵舍入到 16 位，乘法仍以 32 位进行；结果变化多少会告知。</translation>
    </message>
    <message>
        <source>Largest difference</source>
        <translation>最大差异</translation>
    </message>
    <message>
        <source>Of the scores before softmax, between the model and what was written. Beyond it nothing is left behind. Not set: 0.0001 in fp32, 0.05 in fp16.</source>
        <translation>模型与写出的文件在 softmax 之前的分数之差。超过它则不留下任何文件。未设置时：fp32 为 0.0001，fp16 为 0.05。</translation>
    </message>
    <message>
        <source>Largest model.onnx</source>
        <translation>model.onnx 的最大大小</translation>
    </message>
    <message>
        <source>Weights that are more than this stand in a second file, model.onnx_data: no program reads an ONNX file of 2 GB or more.</source>
        <translation>超过此大小的权重放在第二个文件 model.onnx_data 中：没有程序能读取 2 GB 或更大的 ONNX 文件。</translation>
    </message>
    <message>
        <source>ONNX</source>
        <translation>ONNX</translation>
    </message>
    <message>
        <source>For programs without Python: model.onnx (opset 17, any size of batch and length), with tokenizer and settings beside it.</source>
        <translation>供没有 Python 的程序使用：model.onnx（opset 17，批大小和长度任意），旁边带有分词器和设置。</translation>
    </message>
    <message>
        <source>Export the model again.</source>
        <translation>重新导出模型。</translation>
    </message>
    <message>
        <source>The operator “%1” isn&apos;t computed here.</source>
        <translation>此处不计算运算符“%1”。</translation>
    </message>
    <message>
        <source>Nothing gives the value “%1” that “%2” takes.</source>
        <translation>“%2”所需的值“%1”没有来源。</translation>
    </message>
    <message>
        <source>The name “%1” stands twice in it.</source>
        <translation>名称“%1”在其中出现了两次。</translation>
    </message>
    <message>
        <source>It does not give one output.</source>
        <translation>它没有给出唯一的输出。</translation>
    </message>
    <message>
        <source>“%1” (%2) can&apos;t be computed: %3</source>
        <translation>无法计算“%1”（%2）：%3</translation>
    </message>
    <message>
        <source>Its output is not of numbers.</source>
        <translation>它的输出不是数值。</translation>
    </message>
    <message>
        <source>A name in it is too long, or is no text.</source>
        <translation>其中有一个名称过长，或不是文本。</translation>
    </message>
    <message>
        <source>A field in it is of a wrong kind.</source>
        <translation>其中有一个字段的类型不对。</translation>
    </message>
    <message>
        <source>It has more than %1 of: %2.</source>
        <translation>其中的 %2 超过 %1 个。</translation>
    </message>
    <message>
        <source>Numbers of the type %1 aren&apos;t read.</source>
        <translation>不读取类型为 %1 的数值。</translation>
    </message>
    <message>
        <source>The attribute “%1” is of a kind that isn&apos;t read.</source>
        <translation>属性“%1”的类型无法读取。</translation>
    </message>
    <message>
        <source>It has operators that aren&apos;t ONNX&apos;s own.</source>
        <translation>其中有不属于 ONNX 自身的运算符。</translation>
    </message>
    <message>
        <source>“%1” is no place in a file.</source>
        <translation>“%1”不是文件中的位置。</translation>
    </message>
    <message>
        <source>A tensor in it has an impossible shape.</source>
        <translation>其中有一个张量的形状不可能存在。</translation>
    </message>
    <message>
        <source>It holds no graph: this is no ONNX file.</source>
        <translation>其中没有计算图：这不是 ONNX 文件。</translation>
    </message>
    <message>
        <source>The numbers of the tensor “%1” are kept in a way that isn&apos;t read.</source>
        <translation>张量“%1”的数值以无法读取的方式存放。</translation>
    </message>
    <message>
        <source>The tensor “%1” has %2 bytes where its shape asks for %3.</source>
        <translation>张量“%1”有 %2 字节，而其形状需要 %3 字节。</translation>
    </message>
    <message>
        <source>It asks for numbers in another file than %1.</source>
        <translation>它要求读取 %1 以外文件中的数值。</translation>
    </message>
    <message>
        <source>The file %1 with its weights is not there.</source>
        <translation>存放其权重的文件 %1 不存在。</translation>
    </message>
    <message>
        <source>It asks for numbers beyond the end of %1.</source>
        <translation>它要求读取 %1 末尾之后的数值。</translation>
    </message>
    <message>
        <source>The file is cut off or broken.</source>
        <translation>文件被截断或已损坏。</translation>
    </message>
    <message>
        <source>The weight “%1” holds the value %2, which fp16 can&apos;t: it ends at 65504.</source>
        <translation>权重“%1”含有值 %2，fp16 无法表示：其上限为 65504。</translation>
    </message>
    <message>
        <source>Export with precision fp32.</source>
        <translation>以 fp32 精度导出。</translation>
    </message>
    <message>
        <source>The name of this file ends in “%1”.</source>
        <translation>此文件的名称应以“%1”结尾。</translation>
    </message>
    <message>
        <source>Add “%1” to the name.</source>
        <translation>在名称后加上“%1”。</translation>
    </message>
    <message>
        <source>Name a file that does not exist yet.</source>
        <translation>指定一个尚不存在的文件。</translation>
    </message>
    <message>
        <source>The exported model answers other than the original: its logits differ by up to %1, the limit is %2.</source>
        <translation>导出的模型与原模型的回答不同：logits 最多相差 %1，限度为 %2。</translation>
    </message>
    <message>
        <source>Nothing was written. Choose a higher precision or another limit.</source>
        <translation>没有写出任何文件。选择更高的精度或另一个限度。</translation>
    </message>
    <message>
        <source>The exported model gives %1 of %2 texts another label.</source>
        <translation>导出的模型给出 %2 条文本中 %1 条的标签与原来不同。</translation>
    </message>
    <message>
        <source>Nothing was written. Choose a higher precision.</source>
        <translation>没有写出任何文件。选择更高的精度。</translation>
    </message>
    <message>
        <source>“%1” is no setting.</source>
        <translation>“%1”不是设置。</translation>
    </message>
    <message>
        <source>Write KEY=VALUE.</source>
        <translation>写成 KEY=VALUE。</translation>
    </message>
    <message>
        <source>No label stands at some texts and lacks at others: there is nothing to tell apart.</source>
        <translation>没有哪个标签是一些文本有而另一些文本没有的：无可区分。</translation>
    </message>
    <message>
        <source>Choose another label column, or check what stands between labels.</source>
        <translation>改选另一个标签列，或检查标签之间的分隔符。</translation>
    </message>
    <message>
        <source>Every text has the label %1.</source>
        <translation>每条文本都有标签 %1。</translation>
    </message>
    <message>
        <source>Add texts without it, or leave it away.</source>
        <translation>添加没有这个标签的文本，或去掉这个标签。</translation>
    </message>
    <message>
        <source>No text has the label %1.</source>
        <translation>没有文本带有标签 %1。</translation>
    </message>
    <message>
        <source>All %1 texts have the same number, %2: there is nothing to tell apart.</source>
        <translation>全部 %1 条文本的数值都是 %2：无可区分。</translation>
    </message>
    <message>
        <source>Choose another label column.</source>
        <translation>改选另一个标签列。</translation>
    </message>
    <message>
        <source>None of the %1 texts has a labelled span.</source>
        <translation>%1 条文本中没有任何带标签的片段。</translation>
    </message>
    <message>
        <source>Give a file with a word and its tag a line, and an empty line after each sentence.</source>
        <translation>给出每行一个词及其标记、每句之后有一个空行的文件。</translation>
    </message>
    <message>
        <source>Line %1 of the sentence has no tag: a word and its tag are expected.</source>
        <translation>句中的第 %1 行没有标记：应有一个词及其标记。</translation>
    </message>
    <message>
        <source>Lines that begin a document or are comments, passed over: %1.</source>
        <translation>跳过的文档起始行和注释行：%1。</translation>
    </message>
    <message>
        <source>A csv, tsv or jsonl file with one text and its label a row, a CoNLL file with a word and its tag a line, or a folder with one folder of text files for each label.</source>
        <translation>每行一条文本及其标签的 csv、tsv 或 jsonl 文件，每行一个词及其标记的 CoNLL 文件，或每个标签一个子文件夹、内含文本文件的文件夹。</translation>
    </message>
    <message>
        <source>Label columns</source>
        <translation>标签列（多列）</translation>
    </message>
    <message>
        <source>For several labels in columns of their own: the columns, each named after its label, with 1 or true where a text has it and 0 or false where not. The label column is not read then.</source>
        <translation>多个标签各占一列时：这些列以各自的标签命名，文本有该标签时为 1 或 true，没有时为 0 或 false。此时不读取标签列。</translation>
    </message>
    <message>
        <source>Between labels</source>
        <translation>标签之间的分隔符</translation>
    </message>
    <message>
        <source>What parts several labels in a cell. auto takes the first of semicolon, pipe and comma that a cell holds; a JSON list needs none.</source>
        <translation>同一单元格中多个标签的分隔符。auto 依次尝试分号、竖线和逗号，取单元格中最先出现的一种；JSON 列表不需要分隔符。</translation>
    </message>
    <message>
        <source>A labelled span has to be [start, end, &quot;label&quot;] or an object with start, end and label.</source>
        <translation>带标签的片段须写作 [start, end, &quot;label&quot;]，或带有 start、end 和 label 的对象。</translation>
    </message>
    <message>
        <source>The span [%1, %2] has an empty label.</source>
        <translation>片段 [%1, %2] 的标签为空。</translation>
    </message>
    <message>
        <source>The span [%1, %2] is empty.</source>
        <translation>片段 [%1, %2] 为空。</translation>
    </message>
    <message>
        <source>The span [%1, %2] ends behind the text, which has %3 characters.</source>
        <translation>片段 [%1, %2] 超出了文本末尾，文本共 %3 个字符。</translation>
    </message>
    <message>
        <source>The span [%1, %2] holds nothing but white space.</source>
        <translation>片段 [%1, %2] 只含空白。</translation>
    </message>
    <message>
        <source>The labels %1 are no JSON list of spans, as in [[0, 3, &quot;PER&quot;]].</source>
        <translation>标签 %1 不是片段的 JSON 列表，如 [[0, 3, &quot;PER&quot;]]。</translation>
    </message>
    <message>
        <source>Two labelled spans overlap: %1 (%2) and %3 (%4).</source>
        <translation>两个带标签的片段重叠：%1（%2）和 %3（%4）。</translation>
    </message>
    <message>
        <source>The separator “%1” is unknown.</source>
        <translation>未知的分隔符“%1”。</translation>
    </message>
    <message>
        <source>The labels %1 are a list of Python: write it as JSON, with double quotes.</source>
        <translation>标签 %1 是 Python 列表：写成 JSON，使用双引号。</translation>
    </message>
    <message>
        <source>What stands between the labels of a text: %1.</source>
        <translation>标签之间的分隔符：%1。</translation>
    </message>
    <message>
        <source>Texts without any label: %1 of %2.</source>
        <translation>没有任何标签的文本：%2 条中的 %1 条。</translation>
    </message>
    <message>
        <source>The column “%1” has %2 instead of 0 or 1.</source>
        <translation>列“%1”的值是 %2，而不是 0 或 1。</translation>
    </message>
    <message>
        <source>Spans are found in single texts, not in pairs.</source>
        <translation>片段只能在单条文本中查找，不能用于文本对。</translation>
    </message>
    <message>
        <source>Leave the second text column away: data.text_pair.</source>
        <translation>去掉第二文本列：data.text_pair。</translation>
    </message>
    <message>
        <source>Texts whose label cannot be read, which are taken without: %1; the first, line %2: %3</source>
        <translation>标签无法读取、按无标签处理的文本：%1；首条在第 %2 行：%3</translation>
    </message>
    <message>
        <source>Tags that do not fit their scheme, read as seqeval does: %1; the first stands in the sentence of line %2.</source>
        <translation>不合标注方案、按 seqeval 的规则读取的标记：%1；首个位于第 %2 行的句子中。</translation>
    </message>
    <message>
        <source>A span begins with B and goes on with I of the same type.</source>
        <translation>片段以 B 开始，后接同一类型的 I。</translation>
    </message>
    <message>
        <source>The number is missing.</source>
        <translation>缺少数值。</translation>
    </message>
    <message>
        <source>The number %1 has a decimal comma.</source>
        <translation>数值 %1 用逗号作小数点。</translation>
    </message>
    <message>
        <source>Write the numbers of the column “%1” with a point, as in 3.5.</source>
        <translation>列“%1”的数值用小数点书写，如 3.5。</translation>
    </message>
    <message>
        <source>%1 is no number.</source>
        <translation>%1 不是数值。</translation>
    </message>
    <message>
        <source>%1 is no number that can be counted with.</source>
        <translation>%1 不是可用于计算的数值。</translation>
    </message>
    <message>
        <source>The labels are a list of tags, but the text is no list of words.</source>
        <translation>标签是标记列表，但文本不是词的列表。</translation>
    </message>
    <message>
        <source>Texts with a labelled span that stood twice or had white space at its ends, which was left out: %1; the first stands in line %2.</source>
        <translation>带标签的片段有重复或两端有空白（已去除）的文本：%1；首条在第 %2 行。</translation>
    </message>
    <message>
        <source>A word is empty.</source>
        <translation>有一个词为空。</translation>
    </message>
    <message>
        <source>%1 words have %2 tags.</source>
        <translation>%1 个词有 %2 个标记。</translation>
    </message>
    <message>
        <source>The model&apos;s answer to a text is not a number.</source>
        <translation>模型对一条文本给出的答案不是数。</translation>
    </message>
    <message>
        <source>Train the model again with a lower learning rate.</source>
        <translation>用更低的学习率重新训练模型。</translation>
    </message>
    <message>
        <source>There is no text to calibrate on.</source>
        <translation>没有可用于校准的文本。</translation>
    </message>
    <message>
        <source>Take a file of labelled texts that the model was not trained on.</source>
        <translation>选用一份模型未训练过的带标签文本。</translation>
    </message>
    <message>
        <source>Balanced accuracy</source>
        <translation>平衡准确率</translation>
    </message>
    <message>
        <source>MCC</source>
        <translation>MCC</translation>
    </message>
    <message>
        <source>Micro F1</source>
        <translation>微平均 F1</translation>
    </message>
    <message>
        <source>F1 of a text</source>
        <translation>每条文本的 F1</translation>
    </message>
    <message>
        <source>Hamming loss</source>
        <translation>汉明损失</translation>
    </message>
    <message>
        <source>RMSE</source>
        <translation>RMSE</translation>
    </message>
    <message>
        <source>MSE</source>
        <translation>MSE</translation>
    </message>
    <message>
        <source>MAE</source>
        <translation>MAE</translation>
    </message>
    <message>
        <source>R²</source>
        <translation>R²</translation>
    </message>
    <message>
        <source>Pearson&apos;s r</source>
        <translation>Pearson 相关系数</translation>
    </message>
    <message>
        <source>Spearman&apos;s rho</source>
        <translation>Spearman 相关系数</translation>
    </message>
    <message>
        <source>A value is not a finite number, so there is no metric of it.</source>
        <translation>有一个值不是有限数，无法为它计算指标。</translation>
    </message>
    <message>
        <source>Where it is the model&apos;s answer, train with a lower learning rate.</source>
        <translation>如果它是模型给出的答案，可用更低的学习率训练。</translation>
    </message>
    <message>
        <source>A score is not a number, so nothing can be ranked by it.</source>
        <translation>有一个分数不是数，无法据此排序。</translation>
    </message>
    <message>
        <source>A key beside the right one, once in a word.</source>
        <translation>每个词中有一次按到旁边的键。</translation>
    </message>
    <message>
        <source>Letters that change places, are lost or come twice, once in a word.</source>
        <translation>每个词中有一次字母换位、丢失或重复。</translation>
    </message>
    <message>
        <source>Upper case</source>
        <translation>大写</translation>
    </message>
    <message>
        <source>Whole words in capitals.</source>
        <translation>整个词用大写。</translation>
    </message>
    <message>
        <source>Lower case</source>
        <translation>小写</translation>
    </message>
    <message>
        <source>All words in small letters.</source>
        <translation>所有词用小写。</translation>
    </message>
    <message>
        <source>Random case</source>
        <translation>随机大小写</translation>
    </message>
    <message>
        <source>Letters in the other case, wherever they stand.</source>
        <translation>任意位置的字母变换大小写。</translation>
    </message>
    <message>
        <source>A Cyrillic letter that looks like the Latin one, once in a word.</source>
        <translation>每个词中有一个拉丁字母换成形近的西里尔字母。</translation>
    </message>
    <message>
        <source>A character that takes no room, once in a word.</source>
        <translation>每个词中有一个不占位置的字符。</translation>
    </message>
    <message>
        <source>Added spaces</source>
        <translation>多余空格</translation>
    </message>
    <message>
        <source>Further spaces, tabs and no-break spaces between words.</source>
        <translation>词之间多出的空格、制表符和不间断空格。</translation>
    </message>
    <message>
        <source>Split words</source>
        <translation>拆开的词</translation>
    </message>
    <message>
        <source>A space inside a word.</source>
        <translation>词内部的空格。</translation>
    </message>
    <message>
        <source>Dropped words</source>
        <translation>丢失的词</translation>
    </message>
    <message>
        <source>Words are missing.</source>
        <translation>缺少一些词。</translation>
    </message>
    <message>
        <source>Swapped words</source>
        <translation>换位的词</translation>
    </message>
    <message>
        <source>Words change places with others nearby.</source>
        <translation>词与附近的词交换位置。</translation>
    </message>
    <message>
        <source>Chinese characters that sound alike</source>
        <translation>同音汉字</translation>
    </message>
    <message>
        <source>As they are mistyped by pinyin.</source>
        <translation>如同用拼音误输入。</translation>
    </message>
    <message>
        <source>There is no noise “%1”.</source>
        <translation>没有名为“%1”的噪声。</translation>
    </message>
    <message>
        <source>Entry %1 of the list is no object with a “text” and a “label”.</source>
        <translation>列表的第 %1 项不是带有“text”和“label”的对象。</translation>
    </message>
    <message>
        <source>Write each as {&quot;text&quot;: &quot;...&quot;, &quot;label&quot;: &quot;...&quot;}.</source>
        <translation>每项写成 {&quot;text&quot;: &quot;...&quot;, &quot;label&quot;: &quot;...&quot;}。</translation>
    </message>
    <message>
        <source>Which columns hold texts and labels is not clear. Columns found: %1.</source>
        <translation>不清楚哪些列是文本和标签。找到的列：%1。</translation>
    </message>
    <message>
        <source>Name them text and label, or give a recipe.</source>
        <translation>将它们命名为 text 和 label，或给出配方。</translation>
    </message>
    <message>
        <source>Most frequent label</source>
        <translation>最常见的标签</translation>
    </message>
    <message>
        <source>Gives every text the label that most training texts have.</source>
        <translation>给每条文本以多数训练文本的标签。</translation>
    </message>
    <message>
        <source>Naive Bayes, words there or not</source>
        <translation>朴素贝叶斯，词是否出现</translation>
    </message>
    <message>
        <source>Asks of each word whether it is there; half a text is added to every count. NLTK&apos;s and TextBlob&apos;s NaiveBayesClassifier, on words with their case folded.</source>
        <translation>看每个词是否出现；每个计数加半条文本。即 NLTK 和 TextBlob 的 NaiveBayesClassifier，词不区分大小写。</translation>
    </message>
    <message>
        <source>Naive Bayes, counts of words</source>
        <translation>朴素贝叶斯，词的次数</translation>
    </message>
    <message>
        <source>Asks how often each word is there; one is added to every count. scikit-learn&apos;s MultinomialNB.</source>
        <translation>看每个词出现多少次；每个计数加一。即 scikit-learn 的 MultinomialNB。</translation>
    </message>
    <message>
        <source>Linear model on frozen vectors</source>
        <translation>冻结向量上的线性模型</translation>
    </message>
    <message>
        <source>Logistic regression on the mean of the last hidden states of the pretrained model, which stays as it is.</source>
        <translation>对预训练模型最后一层隐藏状态的均值做逻辑回归，模型本身保持不变。</translation>
    </message>
    <message>
        <source>There is neither a validation nor a test part to ask about.</source>
        <translation>既没有验证部分也没有测试部分可供测量。</translation>
    </message>
    <message>
        <source>The label “%1” is unknown in the training texts.</source>
        <translation>训练文本中没有标签“%1”。</translation>
    </message>
    <message>
        <source>Name the columns text and label, or give a recipe.</source>
        <translation>将列命名为 text 和 label，或给出配方。</translation>
    </message>
    <message>
        <source>There are too few texts.</source>
        <translation>文本太少。</translation>
    </message>
    <message>
        <source>Give more rows.</source>
        <translation>提供更多的行。</translation>
    </message>
    <message>
        <source>No text has a label that the model knows.</source>
        <translation>没有文本带有模型认识的标签。</translation>
    </message>
    <message>
        <source>Give labelled texts of the model&apos;s labels.</source>
        <translation>提供带有该模型标签的文本。</translation>
    </message>
    <message>
        <source>Give a file of labelled texts.</source>
        <translation>提供一个带标签文本的文件。</translation>
    </message>
    <message>
        <source>Of %1 texts %2 were drawn.</source>
        <translation>从 %1 条文本中抽取了 %2 条。</translation>
    </message>
    <message>
        <source>Robustness is measured for the task “%1” alone.</source>
        <translation>仅对任务“%1”测量稳健性。</translation>
    </message>
    <message>
        <source>Choose a model of this task.</source>
        <translation>选择用于该任务的模型。</translation>
    </message>
    <message>
        <source>There are no texts to ask about.</source>
        <translation>没有可供测量的文本。</translation>
    </message>
    <message>
        <source>Give a file of labelled texts (on the command line: --data FILE), or a run folder.</source>
        <translation>提供一个带标签文本的文件（命令行：--data FILE），或一个运行文件夹。</translation>
    </message>
    <message>
        <source>What the model learns: one label a text, any number of labels, a number, or labels of spans within the text.</source>
        <translation>模型学什么：每条文本一个标签、任意多个标签、一个数值，或文本中片段的标签。</translation>
    </message>
    <message>
        <source>The task “%1” has no metric “%2”.</source>
        <translation>任务“%1”没有指标“%2”。</translation>
    </message>
    <message>
        <source>Leave it out, or choose another task.</source>
        <translation>去掉它，或选择别的任务。</translation>
    </message>
    <message>
        <source>The task “%1” takes single texts.</source>
        <translation>任务“%1”只接受单条文本。</translation>
    </message>
    <message>
        <source>The loss of the task “%1” has no label smoothing.</source>
        <translation>任务“%1”的损失没有标签平滑。</translation>
    </message>
    <message>
        <source>The loss of the task “%1” has no weights of labels.</source>
        <translation>任务“%1”的损失没有标签权重。</translation>
    </message>
    <message>
        <source>No text has a label: there is nothing to learn.</source>
        <translation>没有一条文本有标签：没有可学的内容。</translation>
    </message>
    <message>
        <source>No text has a span with a label: there is nothing to learn.</source>
        <translation>没有一条文本含有带标签的片段：没有可学的内容。</translation>
    </message>
    <message>
        <source>Labelled spans that stand behind the cut of their text: %1.</source>
        <translation>位于文本截断处之后的带标签片段：%1 个。</translation>
    </message>
    <message>
        <source>Set a greater data.max_length, or cut long texts apart.</source>
        <translation>把 data.max_length 设大一些，或把长文本切开。</translation>
    </message>
    <message>
        <source>Labelled spans that begin or end within a token, which is taken whole: %1.</source>
        <translation>起止处落在词元内部的带标签片段（整个词元计入）：%1 个。</translation>
    </message>
    <message>
        <source>Labelled spans without a token of their own, which cannot be learnt: %1.</source>
        <translation>没有自己的词元、因而无法学习的带标签片段：%1 个。</translation>
    </message>
    <message>
        <source>The metric on the validation part by which the best state is chosen. auto takes the usual one of the task; macro F1 counts rare labels as much as frequent ones.</source>
        <translation>在验证部分上用来选出最佳状态的指标。auto 取该任务常用的指标；宏平均 F1 对少见标签与常见标签一视同仁。</translation>
    </message>
    <message>
        <source>The operator “%1” puts two texts of one label together, which the task “%2” does not have.</source>
        <translation>算子“%1”把同一标签的两条文本拼在一起，而任务“%2”没有单一标签。</translation>
    </message>
    <message>
        <source>The operator “%1” puts words elsewhere, which breaks the labelled spans of the task “%2”.</source>
        <translation>算子“%1”会移动词的位置，破坏任务“%2”的带标签片段。</translation>
    </message>
    <message>
        <source>“%1” balances the texts of single labels; the task “%2” has none.</source>
        <translation>“%1”平衡单一标签的文本；任务“%2”没有单一标签。</translation>
    </message>
    <message>
        <source>Set it to 0, and give augment.copies.</source>
        <translation>把它设为 0，并设置 augment.copies。</translation>
    </message>
    <message>
        <source>“%1” compares single labels; the task “%2” has none.</source>
        <translation>“%1”比较单一标签；任务“%2”没有单一标签。</translation>
    </message>
    <message>
        <source>label: another training text of the same label. text: the text itself, as with every task but text classification.</source>
        <translation>label：同一标签的另一条训练文本。text：文本自身；除文本分类外，其他任务都是如此。</translation>
    </message>
    <message>
        <source>Labelled spans stand at places in these texts: clean them by rules of the recipe, which move the spans along.</source>
        <translation>这些文本带有按位置标注的片段：用配方的清洗规则处理，片段会随之移动。</translation>
    </message>
    <message>
        <source>Several label columns are read for the task “%1” alone.</source>
        <translation>只有任务“%1”会读取多个标签列。</translation>
    </message>
    <message>
        <source>Set task: %1, or leave them out.</source>
        <translation>设置 task: %1，或去掉这些列。</translation>
    </message>
    <message>
        <source>Labelled spans that begin or end within a token of this model: %1; further ones without a token of their own, which are not learnt: %2.</source>
        <translation>在该模型的词元中间开始或结束的带标签片段：%1；另有没有自己的词元、不会被学习的片段：%2。</translation>
    </message>
    <message>
        <source>Choose a model that cuts words into smaller pieces.</source>
        <translation>选择把词切得更细的模型。</translation>
    </message>
    <message>
        <source>Close other programs, or explain a shorter text.</source>
        <translation>关闭其他程序，或解释较短的文本。</translation>
    </message>
    <message>
        <source>Evaluate both models, and compare the figures.</source>
        <translation>分别评估两个模型，再比较指标。</translation>
    </message>
    <message>
        <source>No text has a label that both models know.</source>
        <translation>没有一条文本的标签是两个模型都认识的。</translation>
    </message>
    <message>
        <source>Compare models that were trained on the same labels.</source>
        <translation>比较用相同标签训练的模型。</translation>
    </message>
    <message>
        <source>%1 texts were left out, because one of the models does not know their labels.</source>
        <translation>有 %1 条文本被略去，因为其中一个模型不认识它们的标签。</translation>
    </message>
    <message>
        <source>Compare the models on a file of labelled texts instead (attune-cli compare).</source>
        <translation>改用有标签的文本文件来比较模型（attune-cli compare）。</translation>
    </message>
    <message>
        <source>The tokenizer has no token that could stand for a missing word: neither mask nor padding nor unknown.</source>
        <translation>分词器没有可代替缺词的词元：既无掩码，也无填充或未知词元。</translation>
    </message>
    <message>
        <source>Explain by leave-one-out instead.</source>
        <translation>改用 leave-one-out 来解释。</translation>
    </message>
    <message>
        <source>There is no method “%1”.</source>
        <translation>没有“%1”这种方法。</translation>
    </message>
    <message>
        <source>Take words out instead.</source>
        <translation>改为去掉词。</translation>
    </message>
    <message>
        <source>The model&apos;s labels are %1.</source>
        <translation>模型的标签有 %1。</translation>
    </message>
    <message>
        <source>Give a text with words in it.</source>
        <translation>给出含有词的文本。</translation>
    </message>
    <message>
        <source>The model lies in no run, so there is no validation part to calibrate it on.</source>
        <translation>模型不在任何运行中，没有可用于校准的验证部分。</translation>
    </message>
    <message>
        <source>Give labelled texts that it was not trained on (on the command line: --data FILE).</source>
        <translation>提供一份模型未训练过的带标签文本（命令行：--data FILE）。</translation>
    </message>
    <message>
        <source>The model was not trained by Attune, so there is no place to keep its calibration.</source>
        <translation>模型不是由 Attune 训练的，没有地方保存校准。</translation>
    </message>
    <message>
        <source>Train from it; the finished model has one.</source>
        <translation>从它开始训练；完成的模型可以保存校准。</translation>
    </message>
    <message>
        <source>There are %1 thresholds for %2 labels.</source>
        <translation>有 %1 个阈值，但有 %2 个标签。</translation>
    </message>
    <message>
        <source>Calibrate the model itself.</source>
        <translation>校准此模型本身。</translation>
    </message>
    <message>
        <source>The model&apos;s task has no scores of labels, so there is nothing to calibrate.</source>
        <translation>模型的任务没有标签分数，无可校准。</translation>
    </message>
    <message>
        <source>Calibrate models that classify texts.</source>
        <translation>校准用于文本分类的模型。</translation>
    </message>
    <message>
        <source>Calibrate on more texts that the model was not trained on.</source>
        <translation>用更多模型未训练过的文本来校准。</translation>
    </message>
    <message>
        <source>Scores</source>
        <translation>分数</translation>
    </message>
    <message>
        <source>Area under ROC, mean of the labels</source>
        <translation>ROC 曲线下面积，各标签平均</translation>
    </message>
    <message>
        <source>Average precision, mean of the labels</source>
        <translation>平均精确率，各标签平均</translation>
    </message>
    <message>
        <source>Expected calibration error</source>
        <translation>期望校准误差</translation>
    </message>
    <message>
        <source>Brier score</source>
        <translation>Brier 分数</translation>
    </message>
    <message>
        <source>Calibration error before calibration</source>
        <translation>校准前的校准误差</translation>
    </message>
    <message>
        <source>Brier score before calibration</source>
        <translation>校准前的 Brier 分数</translation>
    </message>
    <message>
        <source>Python with onnxruntime</source>
        <translation>带有 onnxruntime 的 Python</translation>
    </message>
    <message>
        <source>onnxruntime could not answer the texts: %1</source>
        <translation>onnxruntime 无法回答这些文本：%1</translation>
    </message>
    <message>
        <source>Name a Python in which onnxruntime and numpy are installed, or none.</source>
        <translation>指定装有 onnxruntime 和 numpy 的 Python，或不指定。</translation>
    </message>
    <message>
        <source>Check that it exists and may be run.</source>
        <translation>确认它存在并且可以运行。</translation>
    </message>
    <message>
        <source>It could not be started: %1.</source>
        <translation>无法启动：%1。</translation>
    </message>
    <message>
        <source>Labelled spans whose text cleaning took away: %1.</source>
        <translation>文本被清洗规则去掉的带标签片段：%1 个。</translation>
    </message>
    <message>
        <source>The exported model gives %1 of %2 tokens another label.</source>
        <translation>导出的模型对 %2 个词元中的 %1 个给出了不同的标签。</translation>
    </message>
    <message>
        <source>The threshold %1 that is kept with the model cannot be told from 0 or 1 at the temperature %2.</source>
        <translation>在温度 %2 下，随模型保存的阈值 %1 与 0 或 1 无法区分。</translation>
    </message>
    <message>
        <source>Remove this threshold first, and choose it again afterwards.</source>
        <translation>先移除这个阈值，之后再重新选择。</translation>
    </message>
    <message>
        <source>A threshold of “%1” would decide nothing.</source>
        <translation>“%1”的阈值不起任何作用。</translation>
    </message>
    <message>
        <source>Give the one of “%1”: texts that score below it are answered “%2”.</source>
        <translation>给出“%1”的阈值：分数低于它的文本都回答为“%2”。</translation>
    </message>
    <message>
        <source>Thresholds are kept for several labels a text, and for two labels; of more the one with the best score is the answer.</source>
        <translation>阈值只为每条文本多个标签的模型和两个标签的模型保存；标签更多时，答案是分数最高的那个。</translation>
    </message>
    <message>
        <source>%1 is no threshold.</source>
        <translation>%1 不是阈值。</translation>
    </message>
    <message>
        <source>Give a score from 0 to 1.</source>
        <translation>给出 0 到 1 之间的分数。</translation>
    </message>
    <message>
        <source>No temperature is best for these texts (all answers are right, or scores say nothing), so none was kept.</source>
        <translation>对这些文本没有最佳温度（答案全对，或分数毫无信息），因此没有保存。</translation>
    </message>
    <message>
        <source>Take the validation part of the run, or texts that it does not have.</source>
        <translation>使用该运行的验证部分，或该运行没有的文本。</translation>
    </message>
    <message>
        <source>%1 of these %2 texts are of the run&apos;s test part: figures of that part will be better than those of texts to come.</source>
        <translation>这 %2 条文本中有 %1 条属于该运行的测试部分：该部分的数字会好于以后的文本。</translation>
    </message>
    <message>
        <source>Compare the models on texts that neither of them was trained on.</source>
        <translation>用两个模型都未训练过的文本来比较。</translation>
    </message>
    <message>
        <source>It is not known which texts “%1” was trained on; those of them that are asked here flatter it.</source>
        <translation>不知道“%1”是用哪些文本训练的；若这里问到其中的文本，对它有利。</translation>
    </message>
    <message>
        <source>Left out are texts that only “%1” was trained on: %2 of %3.</source>
        <translation>略去了只有“%1”训练过的文本：%3 条中的 %2 条。</translation>
    </message>
    <message>
        <source>On none of these texts can the models be compared: one of them was trained on each.</source>
        <translation>这些文本都无法用来比较：每一条都有一个模型训练过。</translation>
    </message>
    <message>
        <source>Both models were trained on some of these texts, which tell little of others: %1 of %2.</source>
        <translation>其中一些文本两个模型都训练过，说明不了其他文本的情况：%2 条中的 %1 条。</translation>
    </message>
    <message>
        <source>“%1” gives no threshold.</source>
        <translation>“%1”没有给出阈值。</translation>
    </message>
    <message>
        <source>Write LABEL=0.7, or LABEL=none to remove it.</source>
        <translation>写成 LABEL=0.7；LABEL=none 则移除阈值。</translation>
    </message>
    <message>
        <source>Only one of these can be asked: %1.</source>
        <translation>以下各项只能用其中一项：%1。</translation>
    </message>
    <message>
        <source>Ask for one after the other.</source>
        <translation>一项一项地来。</translation>
    </message>
    <message>
        <source>“%1” goes with %2 alone.</source>
        <translation>“%1”只能与 %2 一起使用。</translation>
    </message>
    <message>
        <source>“%1” does not go with %2.</source>
        <translation>“%1”不能与 %2 一起使用。</translation>
    </message>
    <message>
        <source>%1 is no precision or recall to reach.</source>
        <translation>%1 不是可以达到的精确率或召回率。</translation>
    </message>
    <message>
        <source>Give a share above 0 and up to 1.</source>
        <translation>给出大于 0、不超过 1 的比例。</translation>
    </message>
    <message>
        <source>No threshold of “%1” reaches that on these texts, so none was chosen for it.</source>
        <translation>在这些文本上，“%1”没有哪个阈值能达到要求，因此没有为它选择阈值。</translation>
    </message>
    <message>
        <source>Ask for less, or take more texts that have the label.</source>
        <translation>降低要求，或使用更多带有该标签的文本。</translation>
    </message>
    <message>
        <source>validation part</source>
        <translation>验证部分</translation>
    </message>
    <message>
        <source>chosen on: %1</source>
        <translation>选自：%1</translation>
    </message>
    <message>
        <source>given by hand</source>
        <translation>手动给出</translation>
    </message>
    <message>
        <source>Texts that score at least %1 for “%2” are answered with it: a threshold is kept with the model (%3).</source>
        <translation>“%2”的分数不低于 %1 的文本回答为它：阈值随模型保存（%3）。</translation>
    </message>
    <message>
        <source>Scores are by the temperature %1, which is kept with the model (fitted on: %2).</source>
        <translation>分数按随模型保存的温度 %1 计算（拟合自：%2）。</translation>
    </message>
    <message>
        <source>Where both runs keep the same texts aside as their test part, compare on these.</source>
        <translation>若两次运行留出了相同的测试部分，在其上比较。</translation>
    </message>
    <message>
        <source>The labels of “%1” are numbers, and each is taken for a label of its own.</source>
        <translation>“%1”的标签是数字，每个数字都被当作一个单独的标签。</translation>
    </message>
    <message>
        <source>If numbers are to be predicted, choose the task “regression”.</source>
        <translation>如果要预测数值，选择任务“regression”。</translation>
    </message>
    <message>
        <source>Labels such as %1 are taken as one label each.</source>
        <translation>%1 这样的标签各被当作一个标签。</translation>
    </message>
    <message>
        <source>If a text may have several labels, choose the task “multi-label-classification”.</source>
        <translation>如果一条文本可以有多个标签，选择任务“multi-label-classification”。</translation>
    </message>
    <message>
        <source>Missing labels</source>
        <translation>缺失的标签</translation>
    </message>
    <message>
        <source>Rows whose label is no number: %1 of %2 (lines %3). Training leaves them out.</source>
        <translation>标签不是数值的行：%2 行中有 %1 行（第 %3 行）。训练时不使用。</translation>
    </message>
    <message>
        <source>The texts are those of its test part.</source>
        <translation>文本来自它的测试部分。</translation>
    </message>
    <message>
        <source>The texts are those of its validation part.</source>
        <translation>文本来自它的验证部分。</translation>
    </message>
    <message>
        <source>The first model lies in no run, so there are no texts to compare the models on.</source>
        <translation>第一个模型不在任何运行中，没有可用于比较的文本。</translation>
    </message>
    <message>
        <source>Give labelled texts (on the command line: --data FILE).</source>
        <translation>给出带标签的文本（命令行：--data FILE）。</translation>
    </message>
    <message>
        <source>This model answers whole texts, not words.</source>
        <translation>此模型回答整段文本，而不是单个词。</translation>
    </message>
    <message>
        <source>Leave --word out.</source>
        <translation>去掉 --word。</translation>
    </message>
    <message>
        <source>The text has no such word, or not so often.</source>
        <translation>文本中没有这个词，或没有出现这么多次。</translation>
    </message>
    <message>
        <source>The column that holds the labels. Labels are read as text: 001 stays 001. For regression it holds a number, for spans in texts a JSON list of them, as in [[0, 3, &quot;PER&quot;]].</source>
        <translation>存放标签的列。标签按文本读取：001 仍是 001。回归时该列是数值；标注文本中的片段时，该列是片段的 JSON 列表，如 [[0, 3, &quot;PER&quot;]]。</translation>
    </message>
    <message>
        <source>The first row is read as an example: “%1”, labelled “%2”.</source>
        <translation>第一行按样本读取：“%1”，标签为“%2”。</translation>
    </message>
    <message>
        <source>The first row is read as the names of the columns: “%1” and “%2”.</source>
        <translation>第一行按列名读取：“%1”和“%2”。</translation>
    </message>
    <message>
        <source>Name the columns text and label where that is wrong.</source>
        <translation>若不对，把两列命名为 text 和 label。</translation>
    </message>
    <message>
        <source>Labelled spans that the cut of their text takes away, as a whole or in part: %1. The figures count what stands before the cut.</source>
        <translation>因文本截断而全部或部分丢失的带标签片段：%1 个。各项指标只计截断之前的部分。</translation>
    </message>
    <message>
        <source>Cut long texts apart, or train with a greater data.max_length.</source>
        <translation>把长文本拆开，或用更大的 data.max_length 训练。</translation>
    </message>
    <message>
        <source>Labelled spans without a token of their own, which cannot be found, and that the figures leave out: %1.</source>
        <translation>没有自己词元、因而无法找到、也不计入各项指标的带标签片段：%1 个。</translation>
    </message>
    <message>
        <source>Spans in texts</source>
        <translation>文本中的片段</translation>
    </message>
    <message>
        <source>The numbers of a regression are neither right nor wrong, so its models are not compared text by text.</source>
        <translation>回归给出的数值没有对错之分，因此其模型不逐条文本比较。</translation>
    </message>
    <message>
        <source>The models are of different tasks: “%1” and “%2”.</source>
        <translation>两个模型的任务不同：“%1”与“%2”。</translation>
    </message>
    <message>
        <source>Compare models of one task.</source>
        <translation>比较同一任务的模型。</translation>
    </message>
    <message>
        <source>The model reads no such word of the text.</source>
        <translation>模型没有读取文本中的这个词。</translation>
    </message>
    <message>
        <source>Choose a word before the cut.</source>
        <translation>选择截断之前的词。</translation>
    </message>
    <message>
        <source>Without that word the tokenizer reads the word no more whose label is explained.</source>
        <translation>去掉那个词后，分词器不再读取要解释其标签的词。</translation>
    </message>
    <message>
        <source>Explain by integrated gradients instead.</source>
        <translation>改用积分梯度解释。</translation>
    </message>
    <message>
        <source>The recipe begins from a finished model. If it was trained on these texts, it knows their labels, and wrong ones stay unfound.</source>
        <translation>配方从一个已训练好的模型开始。若它是用这些文本训练的，它就已知道它们的标签，错误的标签便找不出来。</translation>
    </message>
    <message>
        <source>Begin from a pretrained model without a head.</source>
        <translation>从没有分类头的预训练模型开始。</translation>
    </message>
    <message>
        <source>The judge of augment is left out here: it may have been trained on the texts that are judged.</source>
        <translation>此处不用 augment 的 judge：它可能是用要检查的这些文本训练的。</translation>
    </message>
    <message>
        <source>The models that judge agree with only %1% of the labels: many labels that they find wrong are right.</source>
        <translation>作判断的模型只与 %1% 的标签一致：它们认为有误的标签，许多其实是对的。</translation>
    </message>
    <message>
        <source>Read from the top, and change a label only where the text says so; fine-tuned models judge better.</source>
        <translation>从上往下阅读，只有文本确实说明时才更改标签；微调的模型判断得更好。</translation>
    </message>
    <message>
        <source>Read from the top, and change a label only where the text says so.</source>
        <translation>从上往下阅读，只有文本确实说明时才更改标签。</translation>
    </message>
    <message>
        <source>The mean of the F1 of each text. A text that has no label and is answered with none counts 0, as scikit-learn counts it, though it is answered rightly.</source>
        <translation>各条文本 F1 的平均值。没有标签、回答也没有标签的文本虽然答对，但按 scikit-learn 的算法计为 0。</translation>
    </message>
    <message>
        <source>%1 (95% interval –)</source>
        <translation>%1（95% 区间 –）</translation>
    </message>
    <message>
        <source>The model was trained on %1 of these %2 texts: it is surer of them, and more often right, than of others.</source>
        <translation>这 %2 条文本中有 %1 条是模型训练过的：它对这些文本比对其他文本更有把握，也更常答对。</translation>
    </message>
    <message>
        <source>Take texts that it was not trained on.</source>
        <translation>使用它没有训练过的文本。</translation>
    </message>
    <message>
        <source>The texts of the task “%1” have no label of their own that could be changed.</source>
        <translation>任务“%1”的文本没有可以更改的单独标签。</translation>
    </message>
    <message>
        <source>Correct the data themselves, and train anew.</source>
        <translation>直接更正数据，然后重新训练。</translation>
    </message>
    <message>
        <source>None of the rows can be used: there is no text with what the task asks of it.</source>
        <translation>没有一行可用：没有任何文本带有该任务所要求的内容。</translation>
    </message>
    <message>
        <source>Give data of the task “%1”, and name the column of the labels.</source>
        <translation>提供任务“%1”的数据，并指明标签列。</translation>
    </message>
    <message>
        <source>The run can write its model once more: move report.json and the folder model out of %1, then go on with the run (on the command line: train RECIPE --resume). It begins at its last checkpoint.</source>
        <translation>该运行可以重新写出模型：把 report.json 和文件夹 model 从 %1 中移走，然后继续该运行（命令行：train RECIPE --resume）。它从最后一个检查点开始。</translation>
    </message>
    <message>
        <source>It is of another task: “%1”.</source>
        <translation>它属于另一个任务：“%1”。</translation>
    </message>
    <message>
        <source>It was trained on pairs of texts.</source>
        <translation>它是用文本对训练的。</translation>
    </message>
    <message>
        <source>It was trained on single texts, not on pairs.</source>
        <translation>它是用单条文本训练的，不是文本对。</translation>
    </message>
    <message>
        <source>It has none of these labels.</source>
        <translation>它没有这些标签中的任何一个。</translation>
    </message>
    <message>
        <source>Name a place where nothing is yet.</source>
        <translation>换一个还没有任何东西的位置。</translation>
    </message>
    <message>
        <source>Loads in transformers as it is, in the pipeline of its task. A model card tells how it was made.</source>
        <translation>可直接在 transformers 中用对应任务的 pipeline 载入。附带的模型卡说明它是如何得到的。</translation>
    </message>
    <message>
        <source>onnxruntime was not found in “%1”, so Attune&apos;s own evaluator has compared alone.</source>
        <translation>在“%1”中没有找到 onnxruntime，因此只用 Attune 自己的求值器进行了比较。</translation>
    </message>
    <message>
        <source>Name a Python in which onnxruntime and numpy are installed (setting “python”).</source>
        <translation>指定一个装有 onnxruntime 和 numpy 的 Python（设置项“python”）。</translation>
    </message>
    <message>
        <source>It asks for more numbers than %1 holds.</source>
        <translation>它要求的数值比 %1 中的还多。</translation>
    </message>
    <message>
        <source>There is no text in it to compare on.</source>
        <translation>其中没有可用于比较的文本。</translation>
    </message>
    <message>
        <source>Name a table of texts, or none: then texts are made up.</source>
        <translation>指定一个文本表格，或者不指定：那样会自动生成文本。</translation>
    </message>
    <message>
        <source>Compared on the first %1 texts of the file, which has more, and on %2 made-up ones of other lengths.</source>
        <translation>比较使用了文件的前 %1 条文本（文件中还有更多），以及 %2 条自动生成的、长度各不相同的文本。</translation>
    </message>
    <message>
        <source>Compared on the %1 texts of the file and on %2 made-up ones of other lengths.</source>
        <translation>比较使用了文件的 %1 条文本，以及 %2 条自动生成的、长度各不相同的文本。</translation>
    </message>
    <message>
        <source>The exported model holds other labels or settings than the original.</source>
        <translation>导出的模型所含的标签或设置与原来的不同。</translation>
    </message>
    <message>
        <source>The exported model reads texts as other tokens than the original.</source>
        <translation>导出的模型把文本读成了与原来不同的词元。</translation>
    </message>
    <message>
        <source>On made-up texts %1 of %2 tokens get another label, as likely as the model&apos;s own to within the limit.</source>
        <translation>在生成的文本上，%2 个词元中有 %1 个得到另一个标签，其可能性与模型自己的标签相差不超过限值。</translation>
    </message>
    <message>
        <source>Of %2 made-up texts %1 get another label, as likely as the model&apos;s own to within the limit.</source>
        <translation>%2 条生成的文本中有 %1 条得到另一个标签，其可能性与模型自己的标签相差不超过限值。</translation>
    </message>
    <message>
        <source>Nothing was written. Choose a higher precision, or compare on texts of your own: made-up ones often have labels that are equally likely.</source>
        <translation>没有写入任何内容。选择更高的精度，或用自己的文本比较：生成的文本往往有几个标签同样可能。</translation>
    </message>
    <message>
        <source>A Python interpreter in which onnxruntime and numpy are installed: then it answers the texts, too. Not set: the one that ATTUNE_ONNXRUNTIME_PYTHON names in the environment, else python3; “none”: none. Where it has none, Attune&apos;s own evaluator answers alone, and that is told.</source>
        <translation>装有 onnxruntime 和 numpy 的 Python 解释器：它也会回答这些文本。不设置：使用环境变量 ATTUNE_ONNXRUNTIME_PYTHON 指明的解释器，否则使用 python3；“none”：不使用。没有安装时只由 Attune 自己的求值器回答，并会说明。</translation>
    </message>
    <message>
        <source>“%1” was trained on some of these texts: %2 of %3.</source>
        <translation>“%1”用其中一些文本训练过：%3 条中有 %2 条。</translation>
    </message>
    <message>
        <source>the CPU engine does not do this kind of attention</source>
        <translation>CPU 引擎不支持这种注意力</translation>
    </message>
    <message>
        <source>the CPU engine does no convolutions</source>
        <translation>CPU 引擎不支持卷积</translation>
    </message>
    <message>
        <source>the CPU engine does not project embeddings before their norm</source>
        <translation>CPU 引擎不支持在归一化之前投影嵌入</translation>
    </message>
    <message>
        <source>the CPU engine has no head that predicts words</source>
        <translation>CPU 引擎没有预测词语的输出层</translation>
    </message>
</context>
<context>
    <name>numbers</name>
    <message>
        <source>%1 s</source>
        <extracomment>A time shorter than ten seconds: 3.2 s</extracomment>
        <translation>%1 秒</translation>
    </message>
    <message>
        <source>%1 min %2 s</source>
        <translation>%1 分 %2 秒</translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation>%1 小时 %2 分</translation>
    </message>
    <message>
        <source>today %1</source>
        <translation>今天 %1</translation>
    </message>
    <message>
        <source>yesterday %1</source>
        <translation>昨天 %1</translation>
    </message>
</context>
<context>
    <name>runs</name>
    <message>
        <source>running</source>
        <translation>运行中</translation>
    </message>
    <message>
        <source>running elsewhere</source>
        <translation>在别处运行</translation>
    </message>
    <message>
        <source>Another process is writing this run; it is followed here.</source>
        <translation>另一个进程正在写此运行，这里会持续跟踪。</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>stopped, kept</source>
        <translation>已停止并保留</translation>
    </message>
    <message>
        <source>It was stopped before its plan was done. Its best state is the model.</source>
        <translation>它在计划完成前被停止，最佳状态已存为模型。</translation>
    </message>
    <message>
        <source>done early</source>
        <translation>提前完成</translation>
    </message>
    <message>
        <source>The score grew no more, and the run stopped by itself.</source>
        <translation>分数不再提高，运行自行停止。</translation>
    </message>
    <message>
        <source>done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>failed: %1</source>
        <translation>失败：%1</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>It was stopped after a checkpoint and can be resumed.</source>
        <translation>它在检查点后停止，可以续训。</translation>
    </message>
    <message>
        <source>broken off</source>
        <translation>中断</translation>
    </message>
    <message>
        <source>It ended without a word, as when the program is killed or the power fails. It can be resumed from its last checkpoint.</source>
        <translation>它没有留下结束记录，例如程序被强行结束或断电。可以从最后一个检查点续训。</translation>
    </message>
    <message>
        <source>It ended before its first checkpoint: nothing is there to resume.</source>
        <translation>它在第一个检查点之前就结束了，无法续训。</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>yesterday</source>
        <translation>昨天</translation>
    </message>
    <message>
        <source>d MMM</source>
        <extracomment>A day of this year, as QLocale::toString() takes it: 19 Nov</extracomment>
        <translation>M月d日</translation>
    </message>
    <message>
        <source>d MMM yyyy</source>
        <extracomment>A day of another year: 19 Nov 2024</extracomment>
        <translation>yyyy年M月d日</translation>
    </message>
    <message>
        <source>stopped, loss rose</source>
        <translation>已停止，损失上升</translation>
    </message>
</context>
</TS>
