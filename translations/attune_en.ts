<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_US">
<context>
    <name>attune::ui::CompareView</name>
    <message numerus="yes">
        <source>%Ln text(s) with different answers</source>
        <translation>
            <numerusform>%Ln text with different answers</numerusform>
            <numerusform>%Ln texts with different answers</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Of %Ln text(s), both are right on %1, only “%2” on %3, only “%4” on %5, neither on %6.</source>
        <translation>
            <numerusform>Of %Ln text, both are right on %1, only “%2” on %3, only “%4” on %5, neither on %6.</numerusform>
            <numerusform>Of %Ln texts, both are right on %1, only “%2” on %3, only “%4” on %5, neither on %6.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>attune::ui::ConfusionModel</name>
    <message numerus="yes">
        <source>%Ln text(s) labelled “%1”, predicted “%2”: %3%</source>
        <translation>
            <numerusform>%Ln text labelled “%1”, predicted “%2”: %3%</numerusform>
            <numerusform>%Ln texts labelled “%1”, predicted “%2”: %3%</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>attune::ui::DataPage</name>
    <message numerus="yes">
        <source>%Ln label(s), every row is used</source>
        <translation>
            <numerusform>%Ln label, every row is used</numerusform>
            <numerusform>%Ln labels, every row is used</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln cannot be read</source>
        <comment>rows</comment>
        <translation>
            <numerusform>%Ln cannot be read</numerusform>
            <numerusform>%Ln cannot be read</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Of %Ln row(s) %1</source>
        <translation>
            <numerusform>Of %Ln row %1</numerusform>
            <numerusform>Of %Ln rows %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln lack a text or a label</source>
        <comment>rows</comment>
        <translation>
            <numerusform>%Ln lacks a text or a label</numerusform>
            <numerusform>%Ln lack a text or a label</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln are left out by the row filters</source>
        <comment>rows</comment>
        <translation>
            <numerusform>%Ln is left out by the row filters</numerusform>
            <numerusform>%Ln are left out by the row filters</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %Ln row(s) are used: %2</source>
        <translation>
            <numerusform>%1 of %Ln row is used: %2</numerusform>
            <numerusform>%1 of %Ln rows are used: %2</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln row(s) read, none can be used yet</source>
        <translation>
            <numerusform>%Ln row read, none can be used yet</numerusform>
            <numerusform>%Ln rows read, none can be used yet</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>attune::ui::ExportDialog</name>
    <message numerus="yes">
        <source>%n row(s) read back, each answered with a label of the model.</source>
        <translation>
            <numerusform>%n row read back, answered with a label of the model.</numerusform>
            <numerusform>%n rows read back, each answered with a label of the model.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n page(s)</source>
        <translation>
            <numerusform>%n page</numerusform>
            <numerusform>%n pages</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>attune::ui::FiltersCard</name>
    <message numerus="yes">
        <source>%Ln row(s) left out</source>
        <translation>
            <numerusform>%Ln row left out</numerusform>
            <numerusform>%Ln rows left out</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>attune::ui::FindingDetail</name>
    <message numerus="yes">
        <source>%Ln row(s) would go.</source>
        <translation>
            <numerusform>%Ln row would go.</numerusform>
            <numerusform>%Ln rows would go.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln text(s) would be rewritten.</source>
        <translation>
            <numerusform>%Ln text would be rewritten.</numerusform>
            <numerusform>%Ln texts would be rewritten.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln label(s) would be rewritten.</source>
        <translation>
            <numerusform>%Ln label would be rewritten.</numerusform>
            <numerusform>%Ln labels would be rewritten.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>attune::ui::FindingsCard</name>
    <message numerus="yes">
        <source>%Ln note(s)</source>
        <translation>
            <numerusform>%Ln note</numerusform>
            <numerusform>%Ln notes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln error(s)</source>
        <translation>
            <numerusform>%Ln error</numerusform>
            <numerusform>%Ln errors</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln warning(s)</source>
        <translation>
            <numerusform>%Ln warning</numerusform>
            <numerusform>%Ln warnings</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>attune::ui::FindingsModel</name>
    <message numerus="yes">
        <source>%1: %Ln row(s)</source>
        <translation>
            <numerusform>%1: %Ln row</numerusform>
            <numerusform>%1: %Ln rows</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>attune::ui::LabelErrorsView</name>
    <message numerus="yes">
        <source>%Ln likely wrong label(s), the likeliest first</source>
        <translation>
            <numerusform>%Ln likely wrong label</numerusform>
            <numerusform>%Ln likely wrong labels, the likeliest first</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln text(s), the likeliest errors first</source>
        <translation>
            <numerusform>%Ln text</numerusform>
            <numerusform>%Ln texts, the likeliest errors first</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln label(s) changed</source>
        <translation>
            <numerusform>%Ln label changed</numerusform>
            <numerusform>%Ln labels changed</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>attune::ui::LabelsCard</name>
    <message numerus="yes">
        <source>%Ln text(s) in the training part</source>
        <translation>
            <numerusform>%Ln text in the training part</numerusform>
            <numerusform>%Ln texts in the training part</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln span(s) in the training part</source>
        <translation>
            <numerusform>%Ln span in the training part</numerusform>
            <numerusform>%Ln spans in the training part</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln text(s) have no label.</source>
        <translation>
            <numerusform>%Ln text has no label.</numerusform>
            <numerusform>%Ln texts have no label.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln text(s) have no span.</source>
        <translation>
            <numerusform>%Ln text has no span.</numerusform>
            <numerusform>%Ln texts have no span.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>attune::ui::LengthsCard</name>
    <message numerus="yes">
        <source>Drag the line. %Ln text(s) lose their end.</source>
        <translation>
            <numerusform>Drag the line. %Ln text loses its end.</numerusform>
            <numerusform>Drag the line. %Ln texts lose their end.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>attune::ui::MetricsCard</name>
    <message numerus="yes">
        <source>Bootstrap: how far chance alone moves the figure with so many texts, from %Ln draw(s) of them</source>
        <translation>
            <numerusform>Bootstrap: how far chance alone moves the figure with so many texts, from %Ln draw of them</numerusform>
            <numerusform>Bootstrap: how far chance alone moves the figure with so many texts, from %Ln draws of them</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The model was trained on %Ln of these texts, of which it is more often right than of others.</source>
        <translation>
            <numerusform>The model was trained on %Ln of these texts, of which it is more often right than of others.</numerusform>
            <numerusform>The model was trained on %Ln of these texts, of which it is more often right than of others.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>attune::ui::ModelDetails</name>
    <message numerus="yes">
        <source>Encoder, %Ln layer(s)</source>
        <translation>
            <numerusform>Encoder, %Ln layer</numerusform>
            <numerusform>Encoder, %Ln layers</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 and %Ln more</source>
        <translation>
            <numerusform>%1 and %Ln more</numerusform>
            <numerusform>%1 and %Ln more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln weight(s) of the file are not used: %1</source>
        <translation>
            <numerusform>%Ln weight of the file is not used: %1</numerusform>
            <numerusform>%Ln weights of the file are not used: %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln weight(s) have another shape and start at random: %1</source>
        <translation>
            <numerusform>%Ln weight has another shape and starts at random: %1</numerusform>
            <numerusform>%Ln weights have another shape and start at random: %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>attune::ui::ModelPage</name>
    <message numerus="yes">
        <source>%Ln found</source>
        <translation>
            <numerusform>%Ln found</numerusform>
            <numerusform>%Ln found</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>attune::ui::OverviewView</name>
    <message numerus="yes">
        <source>%Ln row(s)</source>
        <translation>
            <numerusform>%Ln row</numerusform>
            <numerusform>%Ln rows</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>attune::ui::ProofCard</name>
    <message numerus="yes">
        <source>%1 texts are written otherwise</source>
        <translation>
            <numerusform>%1 text is written otherwise</numerusform>
            <numerusform>%1 texts are written otherwise</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>attune::ui::Rail</name>
    <message numerus="yes">
        <source>%n finding(s)</source>
        <translation>
            <numerusform>%n finding</numerusform>
            <numerusform>%n findings</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>CPU, %n core(s)</source>
        <translation>
            <numerusform>CPU, %n core</numerusform>
            <numerusform>CPU, %n cores</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>attune::ui::RehearsalCard</name>
    <message numerus="yes">
        <source>%n epoch(s) of %1</source>
        <translation>
            <numerusform>%n epoch of %1</numerusform>
            <numerusform>%n epochs of %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n checkpoint(s) and the model; %1 free</source>
        <translation>
            <numerusform>%n checkpoint and the model; %1 free</numerusform>
            <numerusform>%n checkpoints and the model; %1 free</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>attune::ui::ReliabilityChart</name>
    <message numerus="yes">
        <source>%1: %Ln answer(s), mean score %2, %3 right</source>
        <translation>
            <numerusform>%1: %Ln answer, mean score %2, %3 right</numerusform>
            <numerusform>%1: %Ln answers, mean score %2, %3 right</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>attune::ui::ReliabilityView</name>
    <message numerus="yes">
        <source>Temperature %1, fitted on %Ln text(s) (%2). Answers are the same as without it; it is kept with the model.</source>
        <translation>
            <numerusform>Temperature %1, fitted on %Ln text (%2). Answers are the same as without it; it is kept with the model.</numerusform>
            <numerusform>Temperature %1, fitted on %Ln texts (%2). Answers are the same as without it; it is kept with the model.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>attune::ui::RunsPage</name>
    <message numerus="yes">
        <source>%n run(s) in this folder, %1 compared</source>
        <translation>
            <numerusform>%n run in this folder, %1 compared</numerusform>
            <numerusform>%n runs in this folder, %1 compared</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>attune::ui::SetupView</name>
    <message numerus="yes">
        <source>All %n settings</source>
        <translation>
            <numerusform>All %n settings</numerusform>
            <numerusform>All %n settings</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>attune::ui::ShownExplanation</name>
    <message numerus="yes">
        <source>Completeness: the words sum up to %1; from a text of %2 to this one the number went from %3 to %4. Error %5 after %Ln step(s).</source>
        <translation>
            <numerusform>Completeness: the words sum up to %1; from a text of %2 to this one the number went from %3 to %4. Error %5 after %Ln step.</numerusform>
            <numerusform>Completeness: the words sum up to %1; from a text of %2 to this one the number went from %3 to %4. Error %5 after %Ln steps.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Completeness: the words sum up to %1; from a text of %2 to this one the logit went from %3 to %4. Error %5 after %Ln step(s).</source>
        <translation>
            <numerusform>Completeness: the words sum up to %1; from a text of %2 to this one the logit went from %3 to %4. Error %5 after %Ln step.</numerusform>
            <numerusform>Completeness: the words sum up to %1; from a text of %2 to this one the logit went from %3 to %4. Error %5 after %Ln steps.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>attune::ui::Strip</name>
    <message numerus="yes">
        <source>%n problem(s)</source>
        <translation>
            <numerusform>%n problem</numerusform>
            <numerusform>%n problems</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>attune::ui::TableCard</name>
    <message numerus="yes">
        <source>%Ln row(s)</source>
        <translation>
            <numerusform>%Ln row</numerusform>
            <numerusform>%Ln rows</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>first %Ln row(s)</source>
        <translation>
            <numerusform>first row</numerusform>
            <numerusform>first %Ln rows</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>attune::ui::TextsCard</name>
    <message numerus="yes">
        <source>Show all %Ln wrong</source>
        <translation>
            <numerusform>Show all %Ln wrong</numerusform>
            <numerusform>Show all %Ln wrong</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln text(s): %1, predicted %2</source>
        <translation>
            <numerusform>%Ln text: %1, predicted %2</numerusform>
            <numerusform>%Ln texts: %1, predicted %2</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln wrong text(s), highest score first</source>
        <translation>
            <numerusform>%Ln wrong text, highest score first</numerusform>
            <numerusform>%Ln wrong texts, highest score first</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln label(s) changed</source>
        <translation>
            <numerusform>%Ln label changed</numerusform>
            <numerusform>%Ln labels changed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln unsure text(s), lowest score first</source>
        <translation>
            <numerusform>%Ln unsure text, lowest score first</numerusform>
            <numerusform>%Ln unsure texts, lowest score first</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln text(s) with a changed label</source>
        <translation>
            <numerusform>%Ln text with a changed label</numerusform>
            <numerusform>%Ln texts with a changed label</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln text(s) farther off than the RMSE, greatest error first</source>
        <translation>
            <numerusform>%Ln text farther off than the RMSE</numerusform>
            <numerusform>%Ln texts farther off than the RMSE, greatest error first</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln wrong text(s), greatest loss first</source>
        <translation>
            <numerusform>%Ln wrong text</numerusform>
            <numerusform>%Ln wrong texts, greatest loss first</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln text(s), greatest error first</source>
        <translation>
            <numerusform>%Ln text, greatest error first</numerusform>
            <numerusform>%Ln texts, greatest error first</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln text(s), greatest loss first</source>
        <translation>
            <numerusform>%Ln text, greatest loss first</numerusform>
            <numerusform>%Ln texts, greatest loss first</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>attune::ui::TrainingPage</name>
    <message numerus="yes">
        <source>%n problem(s) keep this run from starting.</source>
        <translation>
            <numerusform>%n problem keeps this run from starting.</numerusform>
            <numerusform>%n problems keep this run from starting.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>core</name>
    <message numerus="yes">
        <source>%n thread(s)</source>
        <translation>
            <numerusform>%n thread</numerusform>
            <numerusform>%n threads</numerusform>
        </translation>
    </message>
</context>
</TS>
